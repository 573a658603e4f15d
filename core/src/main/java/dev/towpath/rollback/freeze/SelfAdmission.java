package dev.towpath.rollback.freeze;

import java.sql.SQLException;

/// The right of the session that freezes to write meanwhile: a freeze that goes on may have guarded
/// the very table that the application looks at.
record SelfAdmission(FreezeSession session, long freeze, Pass pass) implements AutoCloseable {
  static SelfAdmission of(FreezeSession session, long freeze) throws SQLException {
    Pass pass = Pass.make();
    session.record().admit(freeze, pass);
    session.say("set %s = '%s'".formatted(Guard.PASS, pass.word()));
    return new SelfAdmission(session, freeze, pass);
  }

  @Override
  public void close() throws SQLException {
    session.say("reset " + Guard.PASS);
    session.record().admitNoMore(freeze, pass);
  }
}
