package dev.towpath.lint.locks;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/// What a test needs to know of a session.
final class Backend {
  /// The OID of `pg_class`, the same in every database.
  static final long PG_CLASS = 1259;

  private Backend() {}

  static int pid(Connection session) throws SQLException {
    return session.unwrap(PGConnection.class).getBackendPID();
  }

  static void run(Connection session, String sql) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute(sql);
    }
  }
}
