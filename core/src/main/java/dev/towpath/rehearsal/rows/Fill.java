package dev.towpath.rehearsal.rows;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Fills one table by one INSERT inside the server.
final class Fill {
  /// A foreign key points at one of so many rows at most.
  private static final int KEYS = 1_000_000;

  private final Connection connection;
  private final TableShape table;
  private final Map<String, String> expressions = new LinkedHashMap<>();
  private final List<String> joins = new ArrayList<>();
  private final List<TableShape.Reference> doubtful = new ArrayList<>();
  private long combinations = 1;

  Fill(Connection connection, TableShape table) {
    this.connection = connection;
    this.table = table;
  }

  /// @param why there are fewer rows than were asked for; empty if there are as many
  record Outcome(long rows, String why) {}

  Outcome run(long rows) throws SQLException {
    List<TableShape.Reference> references = new ArrayList<>(table.references());
    references.sort(Comparator.comparingInt(each -> -each.columns().size()));
    List<TableShape.Reference> own = new ArrayList<>();
    for (TableShape.Reference reference : references) {
      if (reference.to() == table.oid()) {
        own.add(reference);
      } else if (!refer(reference)) {
        return new Outcome(0, reference.table() + " has no rows to refer to");
      }
    }
    Set<String> given = new HashSet<>(expressions.keySet());
    own.forEach(each -> given.addAll(each.columns()));
    switch (new Picks(connection, table, given).find()) {
      case Picks.NotFound(String why) -> {
        return new Outcome(0, why);
      }
      case Picks.Found(Map<String, String> found) -> expressions.putAll(found);
    }
    for (TableShape.Reference each : own) {
      if (!referToItself(each)) {
        return new Outcome(0, "it refers to itself by " + each.name() + ", to a generated key");
      }
    }
    return insert(rows);
  }

  /// Takes the values from the rows of the other table.
  private boolean refer(TableShape.Reference reference) throws SQLException {
    List<String> open =
        reference.columns().stream().filter(each -> !expressions.containsKey(each)).toList();
    if (open.size() < reference.columns().size()) {
      doubtful.add(reference);
      open.stream()
          .filter(each -> !table.column(each).notNull())
          .forEach(each -> expressions.put(each, "null"));
      return open.isEmpty() || open.stream().anyMatch(expressions::containsKey);
    }
    String filled =
        reference.table()
            + " where "
            + String.join(" is not null and ", reference.keyColumns())
            + " is not null";
    long keys = Math.min(KEYS, RowMaker.count(connection, filled));
    if (keys == 0) {
      open.stream()
          .filter(each -> !table.column(each).notNull())
          .forEach(each -> expressions.put(each, "null"));
      return open.stream().anyMatch(expressions::containsKey);
    }
    join(reference, filled, keys);
    return true;
  }

  private void join(TableShape.Reference reference, String filled, long keys) {
    String alias = "k" + joins.size();
    List<String> selected = new ArrayList<>();
    for (int i = 0; i < reference.columns().size(); i++) {
      selected.add(reference.keyColumns().get(i) + " as c" + i);
      expressions.put(reference.columns().get(i), alias + ".c" + i);
    }
    String order = String.join(", ", reference.keyColumns());
    String place = table.isJunction() ? "g / " + combinations + " % " + keys : "g % " + keys;
    joins.add(
        "join (select %s, row_number() over (order by %s) - 1 as n from %s) %s on %s.n = %s"
            .formatted(String.join(", ", selected), order, filled, alias, alias, place));
    combinations = Math.min(Integer.MAX_VALUE, combinations * keys);
  }

  private boolean referToItself(TableShape.Reference reference) {
    for (int i = 0; i < reference.columns().size(); i++) {
      String column = reference.columns().get(i);
      if (!table.column(column).notNull()) {
        expressions.put(column, "null");
        return true;
      }
    }
    for (int i = 0; i < reference.columns().size(); i++) {
      String same = expressions.get(reference.keyColumns().get(i));
      if (same == null) {
        return false;
      }
      expressions.putIfAbsent(reference.columns().get(i), same);
    }
    return true;
  }

  private Outcome insert(long rows) throws SQLException {
    String into = "insert into " + table.name();
    String conflict =
        table.unique().isEmpty() || table.deferrable() ? "" : " on conflict do nothing";
    String sql =
        expressions.isEmpty()
            ? into + " select from generate_series(1, " + rows + ") g"
            : "%s (%s) select %s from generate_series(1::bigint, %d) g %s%s"
                .formatted(
                    into,
                    String.join(", ", expressions.keySet()),
                    String.join(", ", expressions.values()),
                    rows,
                    String.join(" ", joins),
                    conflict);
    try (Statement statement = connection.createStatement()) {
      long before = RowMaker.count(connection, table.name());
      statement.executeLargeUpdate(sql);
      for (TableShape.Reference each : doubtful) {
        if (!holds(each)) {
          statement.execute("truncate " + table.name());
          return new Outcome(0, "no rows found that the foreign key " + each.name() + " takes");
        }
      }
      long made = RowMaker.count(connection, table.name()) - before;
      return new Outcome(made, made < rows ? "its unique keys leave no room for more" : "");
    } catch (SQLException refused) {
      return new Outcome(0, firstLine(refused));
    }
  }

  private boolean holds(TableShape.Reference reference) throws SQLException {
    List<String> pairs = new ArrayList<>();
    List<String> filled = new ArrayList<>();
    for (int i = 0; i < reference.columns().size(); i++) {
      String column = "own." + reference.columns().get(i);
      pairs.add(column + " = other." + reference.keyColumns().get(i));
      filled.add(column + " is not null");
    }
    return RowMaker.count(
            connection,
            "%s own where %s and not exists (select from %s other where %s)"
                .formatted(
                    table.name(),
                    String.join(" and ", filled),
                    reference.table(),
                    String.join(" and ", pairs)))
        == 0;
  }

  private static String firstLine(SQLException refused) {
    String message = refused.getMessage();
    return message == null ? refused.toString() : message.lines().findFirst().orElse("");
  }
}
