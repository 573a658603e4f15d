package dev.towpath.rollback;

import dev.towpath.json.JsonObject;
import dev.towpath.json.JsonObject.Malformed;
import dev.towpath.migration.Source;
import dev.towpath.migration.run.PlanRequest;
import dev.towpath.postgres.OpenTarget;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Whether each table that no down script names has as many rows as before.
final class RowCheck {
  /// A table that takes longer to be counted is left out.
  private static final int SECONDS = 10;

  private final PlanRequest files;

  RowCheck(PlanRequest files) {
    this.files = files;
  }

  Verified compare(Connection connection, OpenTarget target, JsonObject before)
      throws SQLException, Malformed {
    List<String> faults = new ArrayList<>();
    int same = 0;
    Map<String, Long> rows = rows(connection, target);
    for (String table : before.names()) {
      long was = before.number(table);
      Long now = rows.get(table);
      if (now != null && now != was) {
        faults.add(table + " had " + was + " rows, and has " + now + ".");
      } else if (now != null) {
        same++;
      }
    }
    String counted = same == 1 ? "1 table" : same + " tables";
    return new Verified(
        faults, List.of("The number of rows is as before in " + counted + " that were counted."));
  }

  /// By table; those of the platform and the books about migrations don't count.
  Map<String, Long> rows(Connection connection, OpenTarget target) throws SQLException {
    Map<String, Long> rows = new TreeMap<>();
    try (PreparedStatement tables =
        connection.prepareStatement(
            """
            select quote_ident(n.nspname) || '.' || quote_ident(c.relname), c.relname
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r' and c.relpersistence <> 't' and n.nspname !~ '^pg_'
              and n.nspname <> all (?) and c.relname <> ?
              and has_table_privilege(c.oid, 'select')
            """)) {
      List<String> left = new ArrayList<>(target.target().platform().systemSchemas());
      left.addAll(List.of("information_schema", "towpath", "supabase_migrations"));
      tables.setArray(1, connection.createArrayOf("text", left.toArray()));
      tables.setString(2, files.layout().history().table());
      try (ResultSet row = tables.executeQuery()) {
        while (row.next()) {
          if (!named(row.getString(2))) {
            count(connection, row.getString(1), rows);
          }
        }
      }
    }
    return rows;
  }

  private static void count(Connection connection, String table, Map<String, Long> rows) {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(SECONDS);
      try (ResultSet row = statement.executeQuery("select count(*) from only " + table)) {
        row.next();
        rows.put(table, row.getLong(1));
      }
    } catch (SQLException tooLong) {
      rows.remove(table);
    }
  }

  private boolean named(String table) {
    Pattern word = Pattern.compile("\\b" + Pattern.quote(table) + "\\b", Pattern.CASE_INSENSITIVE);
    return files.files().migrations().stream()
        .flatMap(each -> each.down().stream())
        .map(Source::text)
        .anyMatch(text -> word.matcher(text).find());
  }
}
