package dev.towpath.migration.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/// Counts on the target what a down script would take away.
final class LossCount {
  /// A count may take this long; after that the planner's estimate has to do.
  private static final int SECONDS = 30;

  private final Connection connection;

  LossCount(Connection connection) {
    this.connection = connection;
  }

  /// How many, and whether that was counted.
  ///
  /// @param count -1 if nothing is known
  record Rows(long count, boolean exact) {
    String words() {
      if (count < 0) {
        return "an unknown number of rows";
      }
      return (exact ? "" : "about ") + (count == 1 ? "1 row" : count + " rows");
    }
  }

  /// The rows or values that would be lost; nothing if the table is empty or not there.
  Optional<Rows> of(DataLoss loss) throws SQLException {
    return switch (loss.verb()) {
      case DROP_TABLE, TRUNCATE, DELETE -> table(loss.name(), "*");
      case DROP_COLUMN ->
          table(
              loss.name().subList(0, loss.name().size() - 1),
              Names.quoted(List.of(loss.name().getLast())));
      case DROP_SCHEMA -> schema(loss.name().getLast());
      case DROP_OTHER -> Optional.of(new Rows(-1, false));
    };
  }

  private Optional<Rows> table(List<String> name, String counted) throws SQLException {
    String table = Names.quoted(name);
    try (PreparedStatement exists =
        connection.prepareStatement(
            "select c.reltuples from pg_class c where c.oid = to_regclass(?)")) {
      exists.setString(1, table);
      try (ResultSet row = exists.executeQuery()) {
        return row.next() ? count(table, counted, row.getLong(1)) : Optional.empty();
      }
    }
  }

  private Optional<Rows> count(String table, String counted, long estimate) {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(SECONDS);
      try (ResultSet row = statement.executeQuery("select count(" + counted + ") from " + table)) {
        row.next();
        return row.getLong(1) == 0 ? Optional.empty() : Optional.of(new Rows(row.getLong(1), true));
      }
    } catch (SQLException tooLongOrNotAllowed) {
      return Optional.of(new Rows(estimate, false));
    }
  }

  private Optional<Rows> schema(String schema) throws SQLException {
    long sum = 0;
    boolean exact = true;
    try (PreparedStatement tables =
        connection.prepareStatement(
            """
            select c.relname, c.reltuples from pg_class c
            where c.relnamespace = to_regnamespace(quote_ident(?)) and c.relkind in ('r', 'm')
            """)) {
      tables.setString(1, schema);
      try (ResultSet row = tables.executeQuery()) {
        while (row.next()) {
          String table = Names.quoted(List.of(schema, row.getString(1)));
          Rows rows = count(table, "*", row.getLong(2)).orElse(new Rows(0, true));
          sum += Math.max(0, rows.count());
          exact &= rows.exact();
        }
      }
    }
    return sum == 0 && exact ? Optional.empty() : Optional.of(new Rows(sum, exact));
  }
}
