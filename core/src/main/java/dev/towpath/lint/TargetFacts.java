package dev.towpath.lint;

import dev.towpath.catalog.Catalog;
import dev.towpath.catalog.CatalogReader;
import dev.towpath.catalog.Scope;
import dev.towpath.migration.Migration;
import dev.towpath.migration.layout.Layout;
import dev.towpath.migration.layout.LayoutFiles;
import dev.towpath.migration.status.MigrationState;
import dev.towpath.migration.status.State;
import dev.towpath.migration.status.Status;
import dev.towpath.postgres.OpenTarget;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a check needs to know of a target: what is pending there, its schema, and about how many
/// rows its tables have. Read without a lock beyond ACCESS SHARE; nothing is changed.
///
/// @param rows by `schema.table`, as the last ANALYZE or VACUUM counted them
public record TargetFacts(
    List<Migration> pending, Status status, Catalog catalog, Map<String, Long> rows) {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /// Reads a target; fails as a status does.
  public static TargetFacts read(OpenTarget target, Layout layout, LayoutFiles files)
      throws SQLException {
    CatalogReader reader = new CatalogReader(Scope.of(target.target().platform()), LIMIT);
    try (Connection connection = target.connect("check")) {
      Status status = Status.of(layout, files, Status.Known.read(connection, layout.history()));
      return new TargetFacts(
          status.in(State.PENDING).stream().flatMap(TargetFacts::file).toList(),
          status,
          reader.read(connection).catalog(),
          rows(connection));
    }
  }

  private static Stream<Migration> file(MigrationState state) {
    return state.file().stream();
  }

  /// A partitioned table has the rows of its partitions; -1 is a table that was never counted.
  private static final String ROWS =
      """
      select n.nspname || '.' || c.relname, c.reltuples::bigint
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and c.relpersistence <> 't' and c.reltuples >= 0
        and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
        and (c.reltuples > 0 or pg_relation_size(c.oid) = 0)
      union all
      select n.nspname || '.' || c.relname, sum(greatest(leaf.reltuples, 0))::bigint
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      cross join pg_partition_tree(c.oid) tree join pg_class leaf on leaf.oid = tree.relid
      where c.relkind = 'p' and tree.isleaf group by 1
      """;

  private static Map<String, Long> rows(Connection connection) throws SQLException {
    Map<String, Long> rows = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(ROWS)) {
      while (row.next()) {
        rows.put(row.getString(1), row.getLong(2));
      }
    }
    return rows;
  }
}
