package dev.towpath.rollback;

import dev.towpath.backup.BackedTable;
import dev.towpath.backup.Manifest;
import dev.towpath.backup.Manifest.Scope;
import dev.towpath.backup.Manifest.TableContent;
import dev.towpath.migration.history.OwnTables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// How many rows were written since a moment, which going back to it would lose.
///
/// PostgreSQL keeps with each row the transaction that wrote it: a row whose transaction the
/// snapshot of that moment doesn't see was inserted or updated since. What was deleted follows from
/// the number of rows that a backup's manifest tells. Exact, where the database is the one that was
/// backed up and has not been restored or rewritten since.
final class RowsSince {
  /// A table that takes longer to be read is said not to be counted.
  private static final int SECONDS = 30;

  private final Connection connection;
  private final String history;

  /// @param history the table of what was applied, which doesn't count
  RowsSince(Connection connection, String history) {
    this.connection = connection;
    this.history = history;
  }

  /// What was written, by table.
  ///
  /// @param written inserted or updated since
  /// @param touched tables with rows that were written or deleted, and how many
  /// @param still tables in which nothing was written or deleted; none without a manifest
  /// @param uncounted tables that could not be read in time, or not at all
  record Changes(long written, List<String> touched, Set<String> still, List<String> uncounted) {
    boolean known() {
      return uncounted.isEmpty();
    }

    /// For a person.
    String sentence() {
      return touched.isEmpty() ? "none" : String.join(", ", touched);
    }
  }

  /// An expression for the whole number of a transaction, epoch and all, of a row's `xmin`: the one
  /// with these 32 bits that is nearest to the next transaction's.
  static String transaction(String xmin) {
    String next = "(select pg_snapshot_xmax(pg_current_snapshot())::text::bigint)";
    return """
    (%2$s - 2147483648 + ((greatest(%1$s::text::bigint, 3) - %2$s + 2147483648) %% 4294967296
      + 4294967296) %% 4294967296)
    """
        .formatted(xmin, next);
  }

  /// Empty where the database is another one than the backup's, or went another way since.
  Optional<Changes> backup(Manifest manifest) throws SQLException {
    if (!isOrigin(manifest)) {
      return Optional.empty();
    }
    Map<String, TableContent> before = new HashMap<>();
    manifest.tables().forEach(each -> before.put(each.schema() + "." + each.name(), each));
    return Optional.of(count(manifest.snapshot(), before, Set.of()));
  }

  /// @param migrations their transactions, whose rows don't count
  Changes moment(Moment moment, Set<Long> migrations) throws SQLException {
    String first = Long.toString(moment.transaction());
    return count(first + ":" + first + ":", Map.of(), migrations);
  }

  private Changes count(String snapshot, Map<String, TableContent> before, Set<Long> except)
      throws SQLException {
    long written = 0;
    List<String> touched = new ArrayList<>();
    Set<String> still = new TreeSet<>();
    List<String> uncounted = new ArrayList<>();
    for (BackedTable table : tables()) {
      String name = table.schema() + "." + table.name();
      try {
        long[] counts = counts(table, snapshot, except);
        TableContent was = before.get(name);
        long gone = was == null ? 0 : was.rows() - (counts[1] - counts[0]);
        written += counts[0];
        if (counts[0] > 0 || gone > 0) {
          String rest = was == null ? "" : ", " + gone + " changed or deleted";
          touched.add(name + " (" + counts[0] + " written" + rest + ")");
        } else if (was != null) {
          still.add(name);
        }
      } catch (SQLException slowOrForbidden) {
        uncounted.add(name);
      }
    }
    return new Changes(written, List.copyOf(touched), still, List.copyOf(uncounted));
  }

  /// Tables of the project and its platform, without the books about migrations.
  private List<BackedTable> tables() throws SQLException {
    Set<String> own = new TreeSet<>();
    OwnTables.everywhere().forEach(each -> own.add(each.schema()));
    return BackedTable.in(connection, Scope.WHOLE).stream()
        .filter(each -> !each.schema().equals("pg_catalog") && !own.contains(each.schema()))
        .filter(each -> !history.equals(each.name()))
        .toList();
  }

  /// The rows that were written since, and all rows.
  private long[] counts(BackedTable table, String snapshot, Set<Long> except) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select count(*) filter (where
                not pg_visible_in_snapshot(r.id::text::xid8, ?::pg_snapshot)
                and r.id <> all (?)),
              count(*)
            from (select %s as id from %s offset 0) r
            """
                .formatted(transaction("r.xmin"), table.source()))) {
      select.setQueryTimeout(SECONDS);
      select.setString(1, snapshot);
      select.setArray(2, connection.createArrayOf("bigint", except.toArray()));
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return new long[] {row.getLong(1), row.getLong(2)};
      }
    }
  }

  private boolean isOrigin(Manifest manifest) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select s.system_identifier::text, current_database(), c.timeline_id
                from pg_control_system() s, pg_control_checkpoint() c
                """)) {
      return row.next()
          && row.getString(1).equals(manifest.origin().systemIdentifier())
          && row.getString(2).equals(manifest.origin().database())
          && row.getLong(3) == manifest.origin().timeline();
    }
  }
}
