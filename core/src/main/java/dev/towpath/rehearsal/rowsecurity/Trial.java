package dev.towpath.rehearsal.rowsecurity;

import dev.towpath.rehearsal.rows.Column;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Tries what visitors can do with one table. Each try is undone.
final class Trial {
  /// Why nothing is known where a trigger asks another server, which a scratch server doesn't do.
  static final String NOT_TRIED = "not tried: it calls out of the database";

  private static final String CALLS_OUT = "a scratch server calls nobody";

  private final Connection connection;
  private final GuardedTable table;
  private final UserRows maker;
  private final Map<String, Boolean> settings;
  private final int rows;

  Trial(Connection connection, GuardedTable table, UserRows maker, Map<String, Boolean> settings)
      throws SQLException {
    this.connection = connection;
    this.table = table;
    this.maker = maker;
    this.settings = settings;
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery("select count(*) from " + table.name())) {
      row.next();
      this.rows = row.getInt(1);
    }
  }

  int rows() {
    return rows;
  }

  /// What came of one try.
  ///
  /// @param why of a refusal
  /// @param error of a policy or trigger that failed
  record Tried(boolean allowed, Optional<String> why, Optional<String> error) {
    static Tried of(boolean allowed) {
      return new Tried(allowed, Optional.empty(), Optional.empty());
    }
  }

  private interface Work {
    boolean reaches(Statement statement) throws SQLException;
  }

  /// The places of the rows that a visitor sees, into the set.
  Tried select(Visitor visitor, Set<String> seen) throws SQLException {
    return attempt(
        visitor,
        Optional.empty(),
        statement -> {
          try (ResultSet row =
              statement.executeQuery(
                  "select tableoid::bigint || ' ' || ctid from " + table.name())) {
            while (row.next()) {
              seen.add(row.getString(1));
            }
          }
          return !seen.isEmpty();
        });
  }

  /// Whether a visitor can add a row that would be this user's.
  Tried insert(Visitor visitor, User owner) throws SQLException {
    String sql = UserRows.insertion(table, maker.further(table, owner));
    return attempt(visitor, Optional.empty(), statement -> statement.executeUpdate(sql) > 0);
  }

  /// Whether a visitor can change this row, were it the only one.
  Tried update(Visitor visitor, MadeRow row) throws SQLException {
    Optional<Column> column = updatable(visitor);
    if (column.isEmpty()) {
      return new Tried(false, Optional.of("no right"), Optional.empty());
    }
    String name = column.get().name();
    String value = Objects.requireNonNullElse(row.values().get(name), "default");
    String sql = "update " + table.name() + " set " + name + " = " + value;
    return attempt(visitor, Optional.of(row), statement -> statement.executeUpdate(sql) > 0);
  }

  /// Whether a visitor can delete this row, were it the only one.
  Tried delete(Visitor visitor, MadeRow row) throws SQLException {
    String sql = "delete from " + table.name();
    return attempt(visitor, Optional.of(row), statement -> statement.executeUpdate(sql) > 0);
  }

  private Optional<Column> updatable(Visitor visitor) throws SQLException {
    Set<String> allowed = new HashSet<>();
    String sql =
        "select quote_ident(attname) from pg_attribute where attrelid = "
            + table.oid()
            + " and attnum > 0 and not attisdropped and has_column_privilege('"
            + visitor.role().replace("'", "''")
            + "', attrelid, attnum, 'update')";
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery(sql)) {
      while (row.next()) {
        allowed.add(row.getString(1));
      }
    }
    return table.columns().stream()
        .filter(each -> allowed.contains(each.name()))
        .min(
            Comparator.comparingInt(
                each -> table.isUnique(each) ? 2 : table.key(each.name()).isPresent() ? 1 : 0));
  }

  private Tried attempt(Visitor visitor, Optional<MadeRow> alone, Work work) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try (Statement statement = connection.createStatement()) {
      if (alone.isPresent()) {
        isolate(statement, alone.get());
      }
      visitor.enter(connection, settings);
      return Tried.of(work.reaches(statement));
    } catch (SQLException e) {
      return refused(e);
    } finally {
      connection.rollback(before);
    }
  }

  /// Hides all other rows by one more policy, so that a statement without WHERE, which needs no
  /// right to read, tells of this row alone. No other session sees that.
  private void isolate(Statement statement, MadeRow row) throws SQLException {
    String place = row.place();
    statement.execute(
        "create policy towpath_one_row on "
            + table.name()
            + " as restrictive using (tableoid = "
            + place.substring(0, place.indexOf(' '))
            + " and ctid = '"
            + place.substring(place.indexOf(' ') + 1)
            + "') with check (true)");
  }

  private Tried refused(SQLException e) {
    String state = Objects.requireNonNullElse(e.getSQLState(), "");
    String message = Objects.requireNonNullElse(e.getMessage(), "");
    if (state.startsWith("23")) {
      // Policies are looked at before constraints: the row passed them.
      return Tried.of(true);
    }
    if (state.equals("42501")) {
      if (message.contains("row-level security policy")) {
        return Tried.of(false);
      }
      String own = "permission denied for (table|schema|view) (" + quotedWords() + ")(?s:\\b.*)";
      if (message.replaceFirst("^\\w+: ", "").matches(own)) {
        return new Tried(false, Optional.of("no right"), Optional.empty());
      }
    }
    if (message.contains(CALLS_OUT)) {
      return new Tried(false, Optional.of(NOT_TRIED), Optional.empty());
    }
    return new Tried(false, Optional.empty(), Optional.of(withoutPlace(message)));
  }

  /// The functions and statements that the server was in are many lines, and of no help here.
  private static String withoutPlace(String message) {
    int place = message.indexOf("\n  Where: ");
    return place < 0 ? message : message.substring(0, place);
  }

  private String quotedWords() {
    return Pattern.quote(table.plain()) + "|" + Pattern.quote(table.schema());
  }
}
