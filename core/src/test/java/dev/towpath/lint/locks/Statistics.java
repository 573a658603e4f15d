package dev.towpath.lint.locks;

import java.sql.Connection;
import java.sql.SQLException;

/// Makes what a session counted visible to another.
final class Statistics {
  private static final int FIRST_WITH_FLUSH = 15;

  /// Longer than the half second by which version 14 may be late.
  private static final String LATE = "select pg_sleep(0.6)";

  private Statistics() {}

  static void report(Connection session, Connection reader) throws SQLException {
    if (session.getMetaData().getDatabaseMajorVersion() >= FIRST_WITH_FLUSH) {
      Backend.run(session, "select pg_stat_force_next_flush()");
    } else {
      Backend.run(session, LATE);
      Backend.run(reader, LATE);
    }
  }
}
