package dev.towpath.rollback;

import dev.towpath.backup.restore.RecoveryTarget;
import dev.towpath.migration.history.OwnTables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;

/// The moment just before a migration began, as Towpath's own record of it tells.
///
/// The row of a migration is written in its transaction, and PostgreSQL keeps the number of that
/// with the row: no clock is asked. Of one that can't run in a transaction, a note was committed
/// before its first statement, with the server's time.
///
/// @param transaction the first that isn't before it any more, with its epoch
/// @param exact whether rows written since can be told by that number; else some were written while
///     the migration ran
record Moment(RecoveryTarget target, long transaction, boolean exact) {

  /// Empty where Towpath did not run it.
  ///
  /// @param half whether it is applied in part
  static Optional<Moment> before(Connection connection, String layout, String version, boolean half)
      throws SQLException {
    OwnTables tables = OwnTables.of(layout);
    if (!exists(connection, tables)) {
      return Optional.empty();
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            with done as (
              select r.xmin from %1$s r
              where not ? and r.layout = ? and r.version = ? and r.action = 'apply'
              order by r.id desc limit 1),
            notes as (
              select min(i.started_at) as began, min(%3$s) as transaction from %2$s i
              where i.layout = ? and i.version = ? and i.action = 'apply'
                and (? and i.settled_at is null or i.xmin = (select xmin from done)))
            select n.began, coalesce(n.transaction, (select %4$s from done)) from notes n
            """
                .formatted(
                    tables.name("record"),
                    tables.name("intent"),
                    RowsSince.transaction("i.xmin"),
                    RowsSince.transaction("done.xmin")))) {
      select.setBoolean(1, half);
      select.setString(2, layout);
      select.setString(3, version);
      select.setString(4, layout);
      select.setString(5, version);
      select.setBoolean(6, half);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return read(row);
      }
    }
  }

  private static Optional<Moment> read(ResultSet row) throws SQLException {
    long transaction = row.getLong(2);
    if (row.wasNull()) {
      return Optional.empty();
    }
    OffsetDateTime began = row.getObject(1, OffsetDateTime.class);
    return Optional.of(
        began == null
            ? new Moment(new RecoveryTarget.Before(transaction), transaction, true)
            : new Moment(new RecoveryTarget.Time(began.toInstant()), transaction, false));
  }

  private static boolean exists(Connection connection, OwnTables tables) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select to_regclass(?) is not null and to_regclass(?) is not null")) {
      select.setString(1, tables.name("record"));
      select.setString(2, tables.name("intent"));
      try (ResultSet row = select.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }
}
