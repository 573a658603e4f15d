package dev.towpath.backup;

import dev.towpath.backup.Manifest.AppliedMigration;
import dev.towpath.backup.Manifest.Scope;
import dev.towpath.migration.history.History;
import dev.towpath.postgres.Blocker;
import dev.towpath.postgres.Locks;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One moment of a database, kept open so that other sessions and `pg_dump` see the same one.
///
/// Its session holds ACCESS SHARE on each table from before that moment until it is closed: none is
/// dropped or rewritten meanwhile. Only [#join] may be called by several threads.
///
/// @param connection in the transaction that keeps the moment
/// @param name for `set transaction snapshot`
record SourceSnapshot(
    OpenTarget target, Connection connection, String name, List<BackedTable> tables)
    implements AutoCloseable {
  /// Tables that are made or dropped while they are listed make the listing begin again.
  private static final int TRIES = 5;

  private static final int LOCKED_AT_ONCE = 200;

  /// A schema change that waits for the snapshot's own lock holds up who reads the table next; it
  /// has so long to give up.
  private static final Duration READ_LOCK_LIMIT = Duration.ofMinutes(1);

  /// How often the server looks whether a session's client still lives.
  private static final String NOTICE_DEATH = "set client_connection_check_interval = '5s'";

  private static final String BEGIN =
      "begin transaction isolation level repeatable read, read only";
  private static final String UNDEFINED_TABLE = "42P01";
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  static SourceSnapshot take(OpenTarget target, Scope scope) throws SQLException {
    Connection connection = target.connect("backup");
    try {
      ContentDigest.pin(connection);
      for (int tries = 1; ; tries++) {
        List<BackedTable> known = BackedTable.unsized(connection, scope);
        try {
          return take(target, connection, scope, known);
        } catch (SQLException e) {
          say(connection, "rollback");
          refuseBusy(target, known, e);
          if (!UNDEFINED_TABLE.equals(e.getSQLState()) || tries == TRIES) {
            throw e;
          }
        }
      }
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static SourceSnapshot take(
      OpenTarget target, Connection connection, Scope scope, List<BackedTable> known)
      throws SQLException {
    say(connection, BEGIN);
    lock(connection, known);
    String name = ServerFacts.one(connection, "select pg_export_snapshot()");
    List<BackedTable> tables = BackedTable.in(connection, scope);
    lock(connection, tables); // some are new; to lock the others again costs nothing
    return new SourceSnapshot(target, connection, name, tables);
  }

  private static void lock(Connection connection, List<BackedTable> tables) throws SQLException {
    List<String> names =
        tables.stream().filter(BackedTable::isTable).map(BackedTable::qualified).toList();
    for (int i = 0; i < names.size(); i += LOCKED_AT_ONCE) {
      List<String> some = names.subList(i, Math.min(names.size(), i + LOCKED_AT_ONCE));
      say(connection, "lock table only " + String.join(", only ", some) + " in access share mode");
    }
  }

  private static void refuseBusy(OpenTarget target, List<BackedTable> tables, SQLException cause)
      throws SQLException {
    if (!LOCK_NOT_AVAILABLE.equals(cause.getSQLState())) {
      return;
    }
    String who = "";
    try (Connection observer = target.connect("backup")) {
      for (BackedTable table : tables) {
        if (table.isTable()) {
          for (Blocker blocker : Locks.holding(observer, table.qualified())) {
            who += blocker.holds().contains("AccessExclusive") ? blocker.sentence() + " " : "";
          }
        }
      }
    }
    throw Problem.of("lock-timeout", Exit.UNCHANGED, "A table is locked against reading.")
        .because((cause.getMessage() + " " + who).strip())
        .leaving("No backup was made; the database is as it was.")
        .next("Let that session end, then run the same command again.")
        .exception(cause);
  }

  /// Another session that sees the same moment, for whoever asked to close.
  Connection join(String purpose) throws SQLException {
    Connection other = target.connect(purpose);
    try {
      ContentDigest.pin(other);
      say(other, NOTICE_DEATH);
      say(other, "set lock_timeout = " + READ_LOCK_LIMIT.toMillis());
      say(other, BEGIN);
      say(other, "set transaction snapshot '" + name + "'");
      return other;
    } catch (SQLException e) {
      other.close();
      throw e;
    }
  }

  /// What the tables take on the server's disk.
  long bytes() {
    return tables.stream().mapToLong(BackedTable::bytes).sum();
  }

  int count() {
    return (int) tables.stream().filter(BackedTable::isTable).count();
  }

  /// What the tool's history says was applied at this moment.
  List<AppliedMigration> migrations(Optional<History> history) throws SQLException {
    try (Connection other = join("backup")) {
      say(other, "reset search_path");
      return ServerFacts.migrations(other, history);
    }
  }

  private static void say(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
