package dev.towpath.migration.history;

import dev.towpath.migration.Migration;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The notes about statements that run outside a transaction.
///
/// A note is committed before its statement runs, finished after it, and settled when its migration
/// is recorded (or given up). What is unsettled at the start of a run is what an earlier run left
/// half-way. Stateless and thread-safe.
public final class Intents {
  private Intents() {}

  /// Notes a statement; the caller commits before it runs the statement.
  ///
  /// @param digest SHA-256 of the statement, lower-case hexadecimal
  /// @return the id for [#finish]
  public static long begin(
      Connection connection,
      String layout,
      Migration migration,
      Action action,
      int statement,
      String sql,
      String digest,
      long epoch)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            OwnTables.of(layout)
                .in(
                    """
                    insert into {intent}
                      (layout, version, name, action, statement, sql, statement_digest, epoch)
                    values (?, ?, ?, ?, ?, ?, ?, ?)
                    returning id
                    """))) {
      insert.setString(1, layout);
      insert.setString(2, migration.version());
      insert.setString(3, migration.name());
      insert.setString(4, action.stored());
      insert.setInt(5, statement);
      insert.setString(6, sql);
      insert.setString(7, digest);
      insert.setLong(8, epoch);
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /// Notes how a statement ended.
  public static void finish(
      Connection connection, String layout, long id, Intent.Outcome outcome, String error)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            OwnTables.of(layout)
                .in(
                    """
                    update {intent}
                    set finished_at = clock_timestamp(), outcome = ?, error = nullif(?, '')
                    where id = ?
                    """))) {
      update.setString(1, outcome.name().toLowerCase(Locale.ROOT));
      update.setString(2, error);
      update.setLong(3, id);
      update.executeUpdate();
    }
  }

  /// Settles the notes of a migration, in the transaction that records it as applied or undone.
  public static void settle(Connection connection, String layout, Migration migration)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            OwnTables.of(layout)
                .in(
                    """
                    update {intent}
                    set settled_at = clock_timestamp()
                    where settled_at is null and layout = ? and version = ? and name = ?
                    """))) {
      update.setString(1, layout);
      update.setString(2, migration.version());
      update.setString(3, migration.name());
      update.executeUpdate();
    }
  }

  /// The notes of migrations that are not recorded yet, oldest first; finished ones too, since they
  /// say what is already done. Empty where Towpath never ran.
  public static List<Intent> open(Connection connection, String layout) throws SQLException {
    List<Intent> open = new ArrayList<>();
    if (!Tables.exists(connection, OwnTables.of(layout).intent())) {
      return open;
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            OwnTables.of(layout)
                .in(
                    """
                    select id, layout, version, name, action, statement, statement_digest, sql,
                           epoch, started_at, outcome, coalesce(error, '')
                    from {intent}
                    where settled_at is null and layout = ?
                    order by id
                    """))) {
      select.setString(1, layout);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          open.add(intent(row));
        }
      }
    }
    return open;
  }

  private static Intent intent(ResultSet row) throws SQLException {
    return new Intent(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        Action.of(row.getString(5)),
        row.getInt(6),
        row.getString(7),
        row.getString(8),
        row.getLong(9),
        Times.read(row, 10).orElseThrow(),
        Optional.ofNullable(row.getString(11))
            .map(outcome -> Intent.Outcome.valueOf(outcome.toUpperCase(Locale.ROOT))),
        row.getString(12));
  }
}
