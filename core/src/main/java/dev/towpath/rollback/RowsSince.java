package dev.towpath.rollback;

import dev.towpath.backup.Manifest;
import dev.towpath.backup.Manifest.TableContent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How many rows were written since a backup, which a restore of it would lose.
///
/// PostgreSQL keeps with each row the transaction that wrote it, and the backup's manifest holds
/// the snapshot that it was made in: a row whose transaction that snapshot doesn't see was inserted
/// or updated since. What was deleted follows from the number of rows then. Exact, where the
/// database is the one that was backed up and has not been restored or rewritten since.
final class RowsSince {
  /// A table that takes longer to be read is said not to be counted.
  private static final int SECONDS = 30;

  private RowsSince() {}

  /// @param written inserted or updated since
  /// @param gone deleted or updated since
  /// @param uncounted tables that could not be read in time, or not at all
  record Changes(long written, long gone, List<String> touched, List<String> uncounted) {
    boolean known() {
      return uncounted.isEmpty();
    }
  }

  /// Empty where the database is another one than the backup's.
  static Optional<Changes> of(Connection connection, Manifest manifest) throws SQLException {
    if (!isOrigin(connection, manifest)) {
      return Optional.empty();
    }
    long written = 0;
    long gone = 0;
    List<String> touched = new ArrayList<>();
    List<String> uncounted = new ArrayList<>();
    for (TableContent table : manifest.tables()) {
      if (table.schema().equals("pg_catalog")) {
        continue;
      }
      String name = table.schema() + "." + table.name();
      try {
        long[] counts = counts(connection, table, manifest.snapshot());
        long left = table.rows() - (counts[1] - counts[0]);
        written += counts[0];
        gone += left;
        if (counts[0] > 0 || left > 0) {
          touched.add(name + " (" + counts[0] + " written, " + left + " changed or deleted)");
        }
      } catch (SQLException slowOrMissing) {
        uncounted.add(name);
      }
    }
    return Optional.of(new Changes(written, gone, List.copyOf(touched), List.copyOf(uncounted)));
  }

  /// The rows that were written since, and all rows.
  private static long[] counts(Connection connection, TableContent table, String snapshot)
      throws SQLException {
    try (Statement quoting = connection.createStatement();
        PreparedStatement select =
            connection.prepareStatement(
                """
                with now as (select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as xid),
                ages as (
                  select xid, ((greatest(r.xmin::text::bigint, 3) - xid) %% 4294967296
                    + 4294967296) %% 4294967296 as ahead
                  from only %s.%s r, now)
                select count(*) filter (where not pg_visible_in_snapshot(
                    (xid + ahead - case when ahead >= 2147483648 then 4294967296 else 0 end)
                      ::text::xid8, ?::pg_snapshot)),
                  count(*)
                from ages
                """
                    .formatted(
                        quoting.enquoteIdentifier(table.schema(), true),
                        quoting.enquoteIdentifier(table.name(), true)))) {
      select.setQueryTimeout(SECONDS);
      select.setString(1, snapshot);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return new long[] {row.getLong(1), row.getLong(2)};
      }
    }
  }

  private static boolean isOrigin(Connection connection, Manifest manifest) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select system_identifier::text, current_database() from pg_control_system()")) {
      return row.next()
          && row.getString(1).equals(manifest.origin().systemIdentifier())
          && row.getString(2).equals(manifest.origin().database());
    }
  }
}
