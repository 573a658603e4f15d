package dev.towpath.rollback.freeze;

import dev.towpath.migration.history.OwnTables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/// The rows about freezes on a target. Each method is one statement, committed when it returns.
final class FreezeRecord {
  private final Connection session;
  private final OwnTables tables;

  FreezeRecord(Connection session, OwnTables tables) {
    this.session = session;
    this.tables = tables;
  }

  /// A freeze that is not over.
  ///
  /// @param off SQL that tells the application that it is; empty for none
  /// @param command the words of a program that does; empty for none
  record Open(long id, String state, String off, List<String> command) {}

  boolean exists() throws SQLException {
    try (PreparedStatement select = session.prepareStatement("select to_regclass(?) is not null")) {
      select.setString(1, tables.name("frozen"));
      try (ResultSet row = select.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  void createTable() throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute(Guard.create(tables));
    }
  }

  Optional<Open> open() throws SQLException {
    try (PreparedStatement select =
            prepare(
                "select id, state, maintenance_off, maintenance_command from {frozen} where state"
                    + " <> 'thawed' order by id desc limit 1");
        ResultSet row = select.executeQuery()) {
      return row.next()
          ? Optional.of(
              new Open(
                  row.getLong(1),
                  row.getString(2),
                  row.getString(3),
                  List.of((String[]) row.getArray(4).getArray())))
          : Optional.empty();
    }
  }

  long begin(FreezeRequest request) throws SQLException {
    try (PreparedStatement insert =
        prepare(
            """
            insert into {frozen}
              (state, frozen_by, reason, tables, maintenance_off, maintenance_command)
            values ('freezing', ?, ?, '{}', ?, ?) returning id
            """)) {
      insert.setString(1, request.by());
      insert.setString(2, request.reason());
      Optional<Notice> off = request.maintenance().map(FreezeRequest.Flag::off);
      insert.setString(
          3, off.map(each -> each instanceof Notice.Sql sql ? sql.text() : "").orElse(""));
      insert.setArray(
          4,
          session.createArrayOf("text", off.map(FreezeRecord::words).orElse(List.of()).toArray()));
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static List<String> words(Notice notice) {
    return notice instanceof Notice.Command command ? command.words() : List.of();
  }

  /// What is about to be guarded; the catalog says what is.
  void tables(long id, List<String> names) throws SQLException {
    try (PreparedStatement update = prepare("update {frozen} set tables = ? where id = ?")) {
      update.setArray(1, session.createArrayOf("text", names.toArray()));
      update.setLong(2, id);
      update.executeUpdate();
    }
  }

  void frozen(long id) throws SQLException {
    state(id, "state = 'frozen'", Optional.empty());
  }

  void thawing(long id, String by) throws SQLException {
    state(
        id,
        "state = 'thawing', passes = '{}', thawed_at = clock_timestamp(), thawed_by = ?",
        Optional.of(by));
  }

  void thawed(long id) throws SQLException {
    state(id, "state = 'thawed'", Optional.empty());
  }

  /// Lets sessions with this pass write, beside those with others.
  void admit(long id, Pass pass) throws SQLException {
    state(id, "passes = array_append(passes, ?)", Optional.of(pass.digest()));
  }

  void admitNoMore(long id, Pass pass) throws SQLException {
    state(id, "passes = array_remove(passes, ?)", Optional.of(pass.digest()));
  }

  private void state(long id, String change, Optional<String> value) throws SQLException {
    try (PreparedStatement update = prepare("update {frozen} set " + change + " where id = ?")) {
      if (value.isPresent()) {
        update.setString(1, value.get());
      }
      update.setLong(value.isPresent() ? 2 : 1, id);
      update.executeUpdate();
    }
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    return session.prepareStatement(sql.replace("{frozen}", tables.name("frozen")));
  }
}
