package dev.towpath.rehearsal.rowsecurity;

import dev.towpath.rehearsal.rows.Column;
import dev.towpath.rehearsal.rows.TableShape;
import dev.towpath.rehearsal.rows.Values;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// Makes one row for each user in a table, and before it in the tables that it refers to: with
/// values that its types, its checks and its keys take, as far as they can be found by trying.
final class UserRows {
  private static final int MOST_TRIES = 120;
  private static final int DEEPEST = 12;

  private final Connection connection;
  private final TableReader reader;
  private final Ownership ownership;
  private final Map<String, Optional<MadeRow>> made = new HashMap<>();
  private final Set<String> underWay = new HashSet<>();
  private final Map<Long, String> failures = new HashMap<>();

  UserRows(Connection connection, TableReader reader, Ownership ownership) {
    this.connection = connection;
    this.reader = reader;
    this.ownership = ownership;
  }

  /// Why there is no row in a table; empty if nothing is known.
  String failure(GuardedTable table) {
    return failures.getOrDefault(table.oid(), "");
  }

  /// The user's row, made when it is first asked for; empty if none could be made.
  Optional<MadeRow> row(GuardedTable table, User user) throws SQLException {
    String key = table.oid() + user.word();
    Optional<MadeRow> known = made.get(key);
    if (known == null) {
      if (underWay.size() > DEEPEST || !underWay.add(key)) {
        return Optional.empty();
      }
      known = make(table, user);
      underWay.remove(key);
      made.put(key, known);
    }
    return known.isPresent() ? Optional.of(now(known.get())) : known;
  }

  /// The row where it is now: a trigger of another table may have changed it since.
  private MadeRow now(MadeRow row) throws SQLException {
    int cut = row.place().indexOf(' ');
    String sql =
        "select %1$s || ' ' || currtid2(%1$s::regclass::text, '%2$s')"
            .formatted(row.place().substring(0, cut), row.place().substring(cut + 1));
    try (Statement select = connection.createStatement();
        ResultSet found = select.executeQuery(sql)) {
      found.next();
      return new MadeRow(found.getString(1), row.values(), row.owned());
    }
  }

  /// What a further row of the user would hold.
  Map<String, String> further(GuardedTable table, User user) throws SQLException {
    MadeRow row = row(table, user).orElseThrow();
    Map<String, String> values = new LinkedHashMap<>(row.values());
    for (Column column : table.columns()) {
      if (table.isUnique(column)
          && values.containsKey(column.name())
          && table.key(column.name()).isEmpty()
          && !ownership.owns(table, column)) {
        values.put(column.name(), table.values(column, user.salt(1)).getFirst());
      }
    }
    return values;
  }

  private Optional<MadeRow> make(GuardedTable table, User user) throws SQLException {
    Map<String, String> fixed = new LinkedHashMap<>();
    fixed.putAll(user.values(table));
    boolean owned = table.isUsers() || own(table, user, fixed);
    owned |= parents(table, user, fixed);
    Map<String, Integer> chosen = new TreeMap<>();
    boolean triggers = true;
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Map<String, String> values = values(table, user, fixed, chosen);
      Savepoint before = connection.setSavepoint();
      try {
        String place = insert(table, values, triggers);
        connection.releaseSavepoint(before);
        return Optional.of(new MadeRow(place, values, owned));
      } catch (SQLException e) {
        connection.rollback(before);
        failures.put(table.oid(), Objects.requireNonNullElse(e.getMessage(), ""));
        Optional<MadeRow> there = existing(table, e, fixed, owned);
        if (there.isPresent()) {
          return there;
        }
        if (!another(table, e, chosen, fixed)) {
          if (!triggers) {
            return Optional.empty();
          }
          triggers = false;
        }
      }
    }
    return Optional.empty();
  }

  /// Whoever policies compare with the user who asks.
  private boolean own(GuardedTable table, User user, Map<String, String> values) {
    boolean owned = false;
    for (Column column : table.columns()) {
      if (ownership.owns(table, column) && table.key(column.name()).isEmpty()) {
        boolean number = column.isNumber();
        if (number || column.isText() || column.base().equals("uuid")) {
          String value = number ? "" + user.number() : user.id();
          values.put(column.name(), Values.literal(value, column));
          owned = true;
        }
      }
    }
    return owned;
  }

  private boolean parents(GuardedTable table, User user, Map<String, String> values)
      throws SQLException {
    boolean owned = false;
    for (TableShape.Reference key : table.shape().references()) {
      if (key.to() == table.oid()) {
        continue;
      }
      GuardedTable parent = reader.read(key.to());
      Optional<MadeRow> row = row(parent, user);
      if (row.isPresent()) {
        owned |= row.get().owned();
        refer(table, key, parent, row.get(), values);
      }
    }
    return owned;
  }

  private void refer(
      GuardedTable table,
      TableShape.Reference key,
      GuardedTable parent,
      MadeRow row,
      Map<String, String> values)
      throws SQLException {
    for (int i = 0; i < key.columns().size(); i++) {
      String name = key.columns().get(i);
      Optional<Column> column =
          table.columns().stream().filter(each -> each.name().equals(name)).findFirst();
      Optional<String> value = value(parent, key.keyColumns().get(i), row);
      if (column.isPresent() && value.isPresent()) {
        values.put(name, Values.literal(value.get(), column.get()));
      }
    }
  }

  private Optional<String> value(GuardedTable table, String column, MadeRow row)
      throws SQLException {
    String sql =
        "select "
            + column
            + "::text from "
            + table.name()
            + " where tableoid::bigint || ' ' || ctid = ?";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, row.place());
      try (ResultSet found = select.executeQuery()) {
        return found.next() ? Optional.ofNullable(found.getString(1)) : Optional.empty();
      }
    }
  }

  private static Map<String, String> values(
      GuardedTable table, User user, Map<String, String> fixed, Map<String, Integer> chosen) {
    Map<String, String> values = new LinkedHashMap<>(fixed);
    for (Column column : table.columns()) {
      if (!fixed.containsKey(column.name())
          && (column.required() || chosen.containsKey(column.name()))) {
        List<String> all = table.values(column, user.salt(0));
        values.put(column.name(), all.get(chosen.getOrDefault(column.name(), 0) % all.size()));
      }
    }
    return values;
  }

  /// Chooses other values where the server refused some; false if there is nothing to choose.
  private static boolean another(
      GuardedTable table, SQLException e, Map<String, Integer> chosen, Map<String, String> fixed) {
    String state = Objects.requireNonNullElse(e.getSQLState(), "");
    if (!state.startsWith("22") && !state.startsWith("23")) {
      return false;
    }
    String constraint = detail(e).map(ServerErrorMessage::getConstraint).orElse("");
    Set<String> refused = new HashSet<>();
    for (TableShape.Check check : table.shape().checks()) {
      if (check.name().equals(constraint)) {
        refused.addAll(check.columns());
      }
    }
    for (Column column : table.columns()) {
      if (refused.contains(column.name()) || (refused.isEmpty() && column.required())) {
        if (!fixed.containsKey(column.name())) {
          int last = Values.of(table.shape(), column).size();
          int next = chosen.getOrDefault(column.name(), column.required() ? 0 : -1) + 1;
          chosen.put(column.name(), next % last);
          if (next < last) {
            return true;
          }
        }
      }
    }
    return !refused.isEmpty() && !chosen.isEmpty();
  }

  private static Optional<ServerErrorMessage> detail(SQLException e) {
    return e instanceof PSQLException server
        ? Optional.ofNullable(server.getServerErrorMessage())
        : Optional.empty();
  }

  /// A trigger, or a fixture, may have made the user's row already.
  private Optional<MadeRow> existing(
      GuardedTable table, SQLException e, Map<String, String> fixed, boolean owned)
      throws SQLException {
    if (!"23505".equals(e.getSQLState()) || fixed.isEmpty()) {
      return Optional.empty();
    }
    List<String> conditions =
        fixed.entrySet().stream()
            .filter(each -> !table.isUsers() || each.getKey().equals("id"))
            .map(each -> each.getKey() + " = " + each.getValue())
            .toList();
    String sql =
        "select tableoid::bigint || ' ' || ctid from "
            + table.name()
            + " where "
            + String.join(" and ", conditions)
            + " limit 1";
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery(sql)) {
      return row.next()
          ? Optional.of(new MadeRow(row.getString(1), fixed, owned))
          : Optional.empty();
    }
  }

  private String insert(GuardedTable table, Map<String, String> values, boolean triggers)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "set local session_replication_role = " + (triggers ? "origin" : "replica"));
      try (ResultSet row =
          statement.executeQuery(
              insertion(table, values) + " returning tableoid::bigint || ' ' || ctid")) {
        row.next();
        String place = row.getString(1);
        statement.execute("set local session_replication_role = origin");
        return place;
      }
    }
  }

  /// The statement without what it returns.
  static String insertion(GuardedTable table, Map<String, String> values) {
    if (values.isEmpty()) {
      return "insert into " + table.name() + " default values";
    }
    return "insert into "
        + table.name()
        + " ("
        + String.join(", ", values.keySet())
        + ") values ("
        + String.join(", ", values.values())
        + ")";
  }
}
