package dev.towpath.rehearsal.size;

import dev.towpath.postgres.OpenTarget;
import dev.towpath.rehearsal.size.TableSize.IndexSize;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads sizes and statistics from a target, in one read-only transaction that waits for no lock
/// longer than the target's limits allow. Any role may read sizes; the statistics of a column only
/// one that may read the column.
public final class SizeReader {
  private static final String OTHERS =
      " and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'towpath')"
          + " and c.relpersistence <> 't'";

  private static final String TABLES =
      """
      select quote_ident(n.nspname) || '.' || quote_ident(c.relname), c.relkind = 'p',
        case when c.relispartition then (select quote_ident(rn.nspname) || '.' ||
            quote_ident(r.relname)
          from pg_class r join pg_namespace rn on rn.oid = r.relnamespace
          where r.oid = pg_partition_root(c.oid)) else '' end,
        c.reltuples::float8, c.relpages,
        coalesce(pg_relation_size(c.oid), 0), coalesce(pg_table_size(c.oid), 0),
        current_setting('block_size')::int, pg_stat_get_live_tuples(c.oid), c.relallvisible,
        pg_stat_get_numscans(c.oid) + pg_stat_get_tuples_inserted(c.oid)
          + pg_stat_get_tuples_updated(c.oid) + pg_stat_get_tuples_deleted(c.oid)
          + coalesce((select sum(pg_stat_get_numscans(i.indexrelid)) from pg_index i
            where i.indrelid = c.oid), 0)
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'm')
      """
          + OTHERS
          + " order by 1";

  private static final String INDEXES =
      """
      select quote_ident(n.nspname) || '.' || quote_ident(c.relname),
        quote_ident(n.nspname) || '.' || quote_ident(x.relname), x.reltuples::float8,
        coalesce(pg_relation_size(x.oid), 0), current_setting('block_size')::int
      from pg_index i join pg_class c on c.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
        join pg_namespace n on n.oid = c.relnamespace
      where x.relkind = 'i'
      """
          + OTHERS
          + " order by 2";

  private static final List<String> STATISTICS =
      List.of(
          "null_frac",
          "avg_width",
          "n_distinct",
          "most_common_vals",
          "most_common_freqs",
          "histogram_bounds",
          "correlation",
          "most_common_elems",
          "most_common_elem_freqs",
          "elem_count_histogram");

  private static final String COLUMNS =
      "select quote_ident(schemaname) || '.' || quote_ident(tablename), attname, inherited, "
          + String.join("::text, ", STATISTICS)
          + "::text from pg_stats where lower(tablename) = any (?)"
          + " order by 1, 2, 3";

  private static final String UNSEEN =
      """
      select quote_ident(n.nspname) || '.' || quote_ident(c.relname)
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'm') and c.reltuples > 0 and lower(c.relname) = any (?)
        and (row_security_active(c.oid) or exists (
          select from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
            and not a.attisdropped and not has_column_privilege(c.oid, a.attnum, 'select')))
      """
          + OTHERS
          + " order by 1";

  private final Connection connection;
  private final Map<String, List<IndexSize>> indexes = new HashMap<>();
  private final Map<String, List<ColumnStatistics>> columns = new HashMap<>();

  private SizeReader(Connection connection) {
    this.connection = connection;
  }

  /// The sizes of all tables that there are.
  ///
  /// @param words the names, in small letters, of tables whose columns are of interest
  public static TargetSizes read(OpenTarget target, Set<String> words) throws SQLException {
    try (Connection connection = target.connect("sizes");
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("set transaction isolation level repeatable read, read only");
      statement.execute("set local search_path = pg_catalog");
      TargetSizes sizes =
          new SizeReader(connection).all(target.target().name(), target.major(), words);
      connection.rollback();
      return sizes;
    }
  }

  private TargetSizes all(String environment, int major, Set<String> words) throws SQLException {
    each(
        INDEXES,
        null,
        row -> indexes.computeIfAbsent(row.getString(1), _ -> new ArrayList<>()).add(index(row)));
    each(
        COLUMNS,
        words,
        row -> columns.computeIfAbsent(row.getString(1), _ -> new ArrayList<>()).add(column(row)));
    Map<String, TableSize> tables = new LinkedHashMap<>();
    each(TABLES, null, row -> tables.put(row.getString(1), table(row)));
    for (TableSize each : List.copyOf(tables.values())) {
      if (!each.root().isEmpty() && !each.partitioned()) {
        tables.computeIfPresent(each.root(), (_, root) -> root.plus(each));
      }
    }
    List<String> unseen = new ArrayList<>();
    each(
        UNSEEN,
        words,
        row ->
            unseen.add("The role may not see the column statistics of " + row.getString(1) + "."));
    return new TargetSizes(environment, major, tables, unseen);
  }

  private TableSize table(ResultSet row) throws SQLException {
    String name = row.getString(1);
    boolean partitioned = row.getBoolean(2);
    long heap = row.getLong(6);
    long pages = heap / row.getInt(8);
    return new TableSize(
        name,
        partitioned,
        row.getString(3),
        partitioned ? 0 : rows(row.getDouble(4), row.getLong(5), pages, row.getLong(9)),
        pages,
        heap,
        row.getLong(7),
        row.getLong(10),
        row.getLong(11),
        indexes.getOrDefault(name, List.of()),
        columns.getOrDefault(name, List.of()));
  }

  /// As the planner does it: the density when it was last analyzed, times the pages of today.
  private static double rows(double tuples, long analyzedPages, long pages, long live) {
    if (tuples >= 0 && analyzedPages > 0) {
      return Math.rint(tuples / analyzedPages * pages);
    }
    return pages == 0 ? 0 : live > 0 ? live : -1;
  }

  private static IndexSize index(ResultSet row) throws SQLException {
    long bytes = row.getLong(4);
    return new IndexSize(row.getString(2), row.getDouble(3), bytes / row.getInt(5), bytes);
  }

  private static ColumnStatistics column(ResultSet row) throws SQLException {
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    for (String each : STATISTICS) {
      values.put(each, row.getString(each));
    }
    return new ColumnStatistics(row.getString(2), row.getBoolean(3), values);
  }

  /// What is done with each row of a result.
  private interface Each {
    void row(ResultSet row) throws SQLException;
  }

  private void each(String sql, @Nullable Set<String> words, Each each) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      if (words != null) {
        select.setArray(1, connection.createArrayOf("text", words.toArray()));
      }
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          each.row(row);
        }
      }
    }
  }
}
