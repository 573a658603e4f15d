package dev.towpath.rehearsal.rows;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds for each column of a table an expression whose values its type, its domain and the checks
/// of the table take. The server itself tries them on a few rows; it is never guessed.
final class Picks {
  /// So many combinations are tried for one check.
  private static final int TRIES = 3000;

  private static final int SAMPLE = 60;

  private final Connection connection;
  private final TableShape table;
  private final Map<String, String> picked = new LinkedHashMap<>();
  private final Map<String, List<String>> candidates = new LinkedHashMap<>();
  private final Set<String> given;

  /// @param given the columns that get their values elsewhere
  Picks(Connection connection, TableShape table, Set<String> given) {
    this.connection = connection;
    this.table = table;
    this.given = given;
  }

  /// Expressions by column, or in words why there are none.
  sealed interface Outcome {}

  record Found(Map<String, String> expressions) implements Outcome {}

  record NotFound(String why) implements Outcome {}

  Outcome find() throws SQLException {
    for (Column column : table.columns()) {
      if (!column.automatic() && !given.contains(column.name())) {
        List<String> taken = taken(column);
        if (taken.isEmpty()) {
          return new NotFound("no value of type " + column.type() + " for " + column.name());
        }
        candidates.put(column.name(), taken);
        if (!leftToDefault(column)) {
          picked.put(column.name(), taken.getFirst());
        }
      }
    }
    for (TableShape.Check check : table.checks()) {
      if (!holds(check, picked) && !satisfied(check)) {
        return new NotFound("no values found that the check " + check.name() + " takes");
      }
    }
    return new Found(picked);
  }

  private boolean leftToDefault(Column column) {
    boolean counts = column.byDefault().startsWith("nextval");
    boolean key = table.partitionKey().filter(column.name()::equals).isPresent();
    return column.defaulted() && !key && (counts || !table.isUnique(column.name()));
  }

  /// The candidates that the column's type takes.
  private List<String> taken(Column column) throws SQLException {
    List<String> taken = new ArrayList<>();
    for (String each : Values.of(table, column)) {
      if (runs("select count(x) >= 0 from (select " + each + " as x from " + rows() + ") s")) {
        taken.add(each);
      }
    }
    return taken;
  }

  private List<String> choices(String column) {
    return candidates.getOrDefault(column, List.of());
  }

  private static String rows() {
    return "generate_series(1, " + SAMPLE + ") g";
  }

  private boolean satisfied(TableShape.Check check) throws SQLException {
    List<String> free =
        check.columns().stream().distinct().filter(candidates::containsKey).toList();
    int combinations = 1;
    for (String column : free) {
      combinations = Math.min(TRIES, combinations * choices(column).size());
    }
    for (int i = 0; i < combinations && !free.isEmpty(); i++) {
      Map<String, String> trial = new LinkedHashMap<>(picked);
      int rest = i;
      for (String column : free) {
        List<String> all = choices(column);
        trial.put(column, all.get(rest % all.size()));
        rest /= all.size();
      }
      if (holds(check, trial) && earlierHold(check, trial)) {
        picked.putAll(trial);
        return true;
      }
    }
    return false;
  }

  private boolean earlierHold(TableShape.Check check, Map<String, String> trial)
      throws SQLException {
    for (TableShape.Check each : table.checks()) {
      if (each.equals(check)) {
        return true;
      }
      boolean touched = each.columns().stream().anyMatch(check.columns()::contains);
      if (touched && !holds(each, trial)) {
        return false;
      }
    }
    return true;
  }

  /// A check on a column whose value is not known here is left to the insert.
  private boolean holds(TableShape.Check check, Map<String, String> trial) throws SQLException {
    List<String> values = new ArrayList<>();
    for (Column column : table.columns()) {
      Optional<String> value = value(column, trial);
      if (value.isPresent()) {
        values.add(value.get() + " as " + column.name());
      } else if (check.columns().contains(column.name())) {
        return true;
      }
    }
    return values.isEmpty()
        || answers(
            "select coalesce(bool_and("
                + check.expression()
                + "), true) from (select "
                + String.join(", ", values)
                + " from "
                + rows()
                + ") "
                + "s");
  }

  private static Optional<String> value(Column column, Map<String, String> trial) {
    if (trial.containsKey(column.name())) {
      return Optional.of(trial.get(column.name()));
    }
    boolean plain = !column.automatic() && column.defaulted();
    return plain && !column.byDefault().startsWith("nextval")
        ? Optional.of("(" + column.byDefault() + ")::" + column.type())
        : Optional.empty();
  }

  private boolean runs(String sql) {
    try {
      ask(sql);
      return true;
    } catch (SQLException refused) {
      return false;
    }
  }

  private boolean answers(String sql) {
    try {
      return ask(sql);
    } catch (SQLException refused) {
      return false;
    }
  }

  private boolean ask(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getBoolean(1);
    }
  }
}
