package dev.towpath.migration.history;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Which run drives a target: one row in the table `driver`, with an epoch that only grows.
///
/// A run takes the epoch at its start and checks it in each of its transactions, so that a run that
/// was thought dead can't commit behind the back of the one that took over. Stateless, thread-safe.
public final class Driver {
  private Driver() {}

  /// Takes the target over and gives the new epoch; the caller commits. Waits for a transaction of
  /// the old driver that has checked its epoch, as long as the session's `lock_timeout` allows.
  ///
  /// @param driver who takes over, for messages: host, process, user
  public static long take(Connection connection, String layout, String driver) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            OwnTables.of(layout)
                .in(
                    """
                    insert into {driver} as d (epoch, driver, taken_at)
                    values (1, ?, clock_timestamp())
                    on conflict (only_row) do update
                    set epoch = d.epoch + 1, driver = excluded.driver, taken_at = excluded.taken_at
                    returning epoch
                    """))) {
      insert.setString(1, driver);
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /// Fails with `driver-lost` if another run took over. The row stays locked for sharing until the
  /// transaction ends, so that nobody can take over between the check and the commit.
  public static void check(Connection connection, String layout, long epoch) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                OwnTables.of(layout).in("select epoch, driver from {driver} for share"));
        ResultSet row = select.executeQuery()) {
      if (!row.next()) {
        throw lost("nobody").exception();
      }
      if (row.getLong(1) != epoch) {
        throw lost(row.getString(2)).exception();
      }
    }
  }

  /// The same check as one statement, to be sent together with others; it fails by a division by
  /// zero, and [#check] then says why.
  public static String checking(String layout, long epoch) {
    return OwnTables.of(layout)
        .in("select 1 / count(*) from (select from {driver} where epoch = %d for share) as mine")
        .formatted(epoch);
  }

  private static Problem lost(String by) {
    return Problem.of("driver-lost", Exit.STOPPED, "Another run has taken this database over.")
        .because("It is now driven by " + by + ".")
        .leaving("What this run had committed stays; its last transaction was rolled back.")
        .next("Let the other run end, then look: towpath status");
  }
}
