package dev.towpath.rehearsal.oldcode;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What an application asks of a target, as `pg_stat_statements` counted it there.
public final class CalledStatements {
  private static final int MOST = 5000;

  private static final String SCHEMA =
      """
      select format('%I', n.nspname)
      from pg_extension as e join pg_namespace as n on n.oid = e.extnamespace
      where e.extname = 'pg_stat_statements'
      """;

  private CalledStatements() {}

  /// The statements called most, with parameters in place of values; empty where the extension
  /// isn't there, or is not for this role.
  public static List<String> read(Connection connection) {
    List<String> called = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      Optional<String> schema = schema(statement);
      if (schema.isPresent()) {
        String sql =
            "select query from "
                + schema.get()
                + ".pg_stat_statements where dbid = (select oid from pg_database"
                + " where datname = current_database())"
                + " and query ~* '^\\s*(select|insert|update|delete|merge|with)\\M'"
                + " group by query order by sum(calls) desc limit "
                + MOST;
        try (ResultSet row = statement.executeQuery(sql)) {
          while (row.next()) {
            called.add(row.getString(1));
          }
        }
      }
      return List.copyOf(called);
    } catch (SQLException notForThisRole) {
      return List.of();
    }
  }

  private static Optional<String> schema(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery(SCHEMA)) {
      return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
    }
  }
}
