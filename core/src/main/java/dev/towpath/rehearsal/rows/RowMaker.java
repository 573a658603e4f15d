package dev.towpath.rehearsal.rows;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Fills tables of a scratch server with generated rows: the same each time, and such that every
/// key, foreign key and check holds. Triggers of the tables don't fire meanwhile.
///
/// Needs a superuser's connection in auto-commit mode, whose session it changes.
public final class RowMaker {
  private static final Duration TABLE_LIMIT = Duration.ofMinutes(3);

  private final Connection connection;
  private final Map<Long, TableShape> shapes;

  private RowMaker(Connection connection, Map<Long, TableShape> shapes) {
    this.connection = connection;
    this.shapes = shapes;
  }

  public static RowMaker of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set search_path = ''");
      statement.execute("set row_security = off");
      statement.execute("set session_replication_role = replica");
      statement.execute("set statement_timeout = " + TABLE_LIMIT.toMillis());
    }
    return new RowMaker(connection, new ShapeReader(connection).read());
  }

  /// The words of texts, in small letters: names of tables among them.
  public static Set<String> words(Collection<String> texts) {
    Set<String> words = new HashSet<>();
    for (String text : texts) {
      words.addAll(List.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}_$]+")));
    }
    return words;
  }

  /// The tables whose names stand in SQL texts, as words of them.
  public Set<String> mentioned(Collection<String> texts) {
    Set<String> words = words(texts);
    String all = String.join("\n", texts).toLowerCase(Locale.ROOT);
    Set<String> names = new LinkedHashSet<>();
    for (TableShape table : shapes.values()) {
      String bare = table.bare().toLowerCase(Locale.ROOT);
      boolean plain = bare.chars().allMatch(c -> c == '_' || Character.isLetterOrDigit(c));
      if (plain ? words.contains(bare) : all.contains(bare)) {
        names.add(table.name());
      }
    }
    return names;
  }

  /// What a table got.
  ///
  /// @param table with its schema, as SQL writes it
  /// @param rows that were inserted
  /// @param why there are fewer than were asked for; empty if there are as many
  public record Filled(String table, long rows, Duration took, String why) {}

  /// Fills the tables chosen and all that they refer to, the latter first.
  public List<Filled> fill(Predicate<String> chosen, long rows) throws SQLException {
    Map<Long, TableShape> order = new LinkedHashMap<>();
    for (TableShape table : shapes.values()) {
      if (chosen.test(table.name())) {
        visit(table, new HashSet<>(), order);
      }
    }
    List<Filled> filled = new ArrayList<>();
    for (TableShape table : order.values()) {
      long from = System.nanoTime();
      Fill.Outcome outcome = outcome(table, rows);
      filled.add(
          new Filled(
              table.name(),
              outcome.rows(),
              Duration.ofNanos(System.nanoTime() - from),
              outcome.why()));
    }
    return filled;
  }

  private void visit(TableShape table, Set<Long> path, Map<Long, TableShape> order) {
    if (order.containsKey(table.oid()) || !path.add(table.oid())) {
      return;
    }
    for (TableShape.Reference reference : table.references()) {
      TableShape to = shapes.get(reference.to());
      if (to != null) {
        visit(to, path, order);
      }
    }
    order.put(table.oid(), table);
  }

  private Fill.Outcome outcome(TableShape table, long rows) throws SQLException {
    Fill.Outcome outcome = new Fill(connection, table).run(rows);
    if (outcome.rows() > 0) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("vacuum (analyze) " + table.name());
      }
    }
    return outcome;
  }

  /// How many rows a table has.
  static long count(Connection connection, String from) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from " + from)) {
      row.next();
      return row.getLong(1);
    }
  }
}
