package dev.towpath.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Makes and upgrades the schema `towpath_control`, one numbered script after the other. Several
/// processes may try at once: one does it, and the others find it done.
final class ControlSchema {
  /// Beside this class as resources; the number of each is its place here, from 1.
  private static final List<String> SCRIPTS =
      List.of(
          "001-ledger.sql", "002-release.sql", "003-due.sql", "004-people.sql", "005-alert.sql");

  /// `towpath` as bytes, of our own among the advisory locks.
  private static final long LOCK = 0x746f7770617468L;

  private ControlSchema() {}

  /// What belongs to an upgrade beside the scripts.
  interface Step {
    void run(Connection connection) throws SQLException;
  }

  /// @param connection of who owns the schema, or may make it; in auto-commit mode
  /// @param last runs in the transaction of an upgrade, after its scripts
  static void upgrade(Connection connection, Step last) {
    try {
      int found = version(connection);
      if (found > SCRIPTS.size()) {
        throw ControlProblems.newer(found, SCRIPTS.size()).exception();
      }
      if (found < SCRIPTS.size()) {
        requireUtf8(connection);
        upgradeLocked(connection, last);
      }
    } catch (SQLException e) {
      throw ControlProblems.notMade(e).exception(e);
    }
  }

  /// The number of its last script; 0 where the schema isn't there.
  static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet row =
          // Not to_regclass: a session that waited for the lock may remember that there is none.
          statement.executeQuery(
              """
              select exists (
                select from pg_class join pg_namespace on pg_namespace.oid = relnamespace
                where nspname = 'towpath_control' and relname = 'version')
              """)) {
        row.next();
        if (!row.getBoolean(1)) {
          return 0;
        }
      }
      try (ResultSet row =
          statement.executeQuery("select coalesce(max(number), 0) from towpath_control.version")) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private static void requireUtf8(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show server_encoding")) {
      row.next();
      if (!row.getString(1).equals("UTF8")) {
        throw ControlProblems.notUtf8(row.getString(1)).exception();
      }
    }
  }

  private static void upgradeLocked(Connection connection, Step last) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
      for (int number = version(connection) + 1; number <= SCRIPTS.size(); number++) {
        String name = SCRIPTS.get(number - 1);
        statement.execute(script(name));
        note(connection, number, name);
      }
      last.run(connection);
      connection.commit();
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private static void note(Connection connection, int number, String name) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into towpath_control.version (number, name) values (?, ?)")) {
      insert.setInt(1, number);
      insert.setString(2, name);
      insert.executeUpdate();
    }
  }

  private static String script(String name) {
    try (InputStream in = ControlSchema.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("There is no script " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
