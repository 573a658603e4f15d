package dev.towpath.rehearsal.size;

import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.rehearsal.size.TableSize.IndexSize;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A copy of a scratch database of which the planner believes that it is as large as the target.
/// It asks a table's file for its length, so that statistics alone don't do: the files are made as
/// long as they are there, with holes that take no space. Only plans may be asked for: a scan would
/// read the holes.
final class SizedCopy {
  /// Statistics of columns can be given to a server since this version.
  static final int TAKES_COLUMNS = 18;

  private static final int PAGE = 8192;

  private static final String FIND =
      """
      select pg_relation_filepath(to_regclass(?)), pg_relation_size(to_regclass(?)),
        current_setting('data_directory')
      """;

  private static final String BELIEVE =
      """
      update pg_class set reltuples = ?, relpages = ?, relallvisible = ?
      where oid = to_regclass(?)
      """;

  private final Connection connection;
  private final List<String> limits = new ArrayList<>();

  private SizedCopy(Connection connection) {
    this.connection = connection;
  }

  /// Gives a database the sizes of a target.
  ///
  /// @return what could not be given, a sentence each
  static List<String> enlarge(DatabaseUrl superuser, List<TableSize> tables) throws SQLException {
    try (Connection connection = superuser.connect("towpath/sizes")) {
      SizedCopy copy = new SizedCopy(connection);
      boolean columns = connection.getMetaData().getDatabaseMajorVersion() >= TAKES_COLUMNS;
      for (TableSize table : tables) {
        copy.table(table, columns);
      }
      if (!columns) {
        copy.limits.add(
            "The scratch server takes statistics of columns from PostgreSQL 18 on only: plans rest"
                + " on the numbers of rows and pages.");
      }
      return copy.limits;
    } catch (IOException e) {
      throw new IllegalStateException("The scratch server's files can't be made longer", e);
    }
  }

  private void table(TableSize table, boolean columns) throws SQLException, IOException {
    if (table.partitioned()) {
      believe(table.name(), table.rows(), 0, 0);
    } else if (!larger(table.name(), table.pages())) {
      limits.add(table.name() + " is planned with the size that it has on the scratch server.");
      return;
    } else {
      believe(table.name(), table.rows(), table.pages(), table.visible());
      for (IndexSize index : table.indexes()) {
        if (larger(index.name(), index.pages())) {
          believe(index.name(), index.rows(), index.pages(), 0);
        }
      }
    }
    if (columns) {
      for (ColumnStatistics each : table.columns()) {
        column(table.name(), each);
      }
    }
  }

  private boolean larger(String name, long pages) throws SQLException, IOException {
    try (PreparedStatement select = connection.prepareStatement(FIND)) {
      select.setString(1, name);
      select.setString(2, name);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        String file = row.getString(1);
        boolean longer = file != null && pages * PAGE >= row.getLong(2);
        return longer && Hole.stretch(Path.of(row.getString(3), file), pages * PAGE);
      }
    }
  }

  private void believe(String name, double rows, long pages, long visible) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(BELIEVE)) {
      update.setDouble(1, rows);
      update.setLong(2, pages);
      update.setLong(3, Math.min(visible, pages));
      update.setString(4, name);
      update.executeUpdate();
    }
  }

  private void column(String table, ColumnStatistics column) throws SQLException {
    StringBuilder call =
        new StringBuilder(
            "select pg_restore_attribute_stats('schemaname', n.nspname::text, 'relname',"
                + " c.relname::text, 'attname', ?::text, 'inherited', ?::boolean");
    List<String> values = new ArrayList<>();
    for (Map.Entry<String, @Nullable String> each : column.values().entrySet()) {
      String value = each.getValue();
      if (value != null) {
        call.append(", '").append(each.getKey()).append("', ?::").append(type(each.getKey()));
        values.add(value);
      }
    }
    call.append(
        ") from pg_class c join pg_namespace n on n.oid = c.relnamespace, pg_attribute a"
            + " where c.oid = to_regclass(?) and a.attrelid = c.oid and a.attname = ?"
            + " and not a.attisdropped");
    try (PreparedStatement restore = connection.prepareStatement(call.toString())) {
      int at = 1;
      restore.setString(at++, column.column());
      restore.setBoolean(at++, column.inherited());
      for (String value : values) {
        restore.setString(at++, value);
      }
      restore.setString(at++, table);
      restore.setString(at, column.column());
      try (ResultSet row = restore.executeQuery()) {
        if (!row.next() || !row.getBoolean(1)) {
          limits.add("Statistics of " + table + "." + column.column() + " were not all taken.");
        }
      }
    } catch (SQLException refused) {
      limits.add("The statistics of " + table + "." + column.column() + " could not be imported.");
    }
  }

  private static String type(String name) {
    return switch (name) {
      case "null_frac", "n_distinct", "correlation" -> "real";
      case "avg_width" -> "integer";
      case "most_common_freqs", "most_common_elem_freqs", "elem_count_histogram" -> "real[]";
      default -> "text";
    };
  }
}
