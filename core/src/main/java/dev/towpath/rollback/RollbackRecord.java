package dev.towpath.rollback;

import dev.towpath.migration.history.OwnTables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;

/// The rows about rollbacks on a target: how far each is, so that the next run goes on from there.
/// Each method is one statement, committed when it returns.
final class RollbackRecord {
  private static final String FIELDS =
      """
      select id, state, to_version, way, run_by, started_at, thaws, before from {rollback}
      """;

  private final Connection session;
  private final OwnTables tables;

  RollbackRecord(Connection session, OwnTables tables) {
    this.session = session;
    this.tables = tables;
  }

  /// How far a rollback is.
  enum State {
    BEGUN,
    FROZEN,
    UNDONE,
    VERIFIED,
    DONE,
    ABANDONED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// A rollback as it is recorded.
  ///
  /// @param thaws whether it froze the database itself, and has to thaw it
  /// @param before what was noted of schema and rows before anything was undone
  record Open(
      long id,
      State state,
      String to,
      Chosen way,
      String by,
      Instant started,
      boolean thaws,
      String before) {}

  void createTable() throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute(
          """
          create schema if not exists %1$s;
          create table if not exists %2$s (
            id bigint generated always as identity primary key,
            state text not null,
            to_version text not null,
            from_version text not null,
            way text not null,
            run_by text not null,
            thaws boolean not null,
            before text not null default '',
            started_at timestamptz not null default clock_timestamp(),
            changed_at timestamptz not null default clock_timestamp()
          );
          comment on table %2$s is 'Each rollback of this database, and how far it is';
          """
              .formatted(tables.schema(), tables.name("rollback")));
    }
  }

  Optional<Open> open() throws SQLException {
    try (PreparedStatement select =
        prepare(FIELDS + "where state not in ('done', 'abandoned') order by id desc limit 1")) {
      return read(select);
    }
  }

  Open read(long id) throws SQLException {
    try (PreparedStatement select = prepare(FIELDS + "where id = ?")) {
      select.setLong(1, id);
      return read(select).orElseThrow();
    }
  }

  private static Optional<Open> read(PreparedStatement select) throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      if (!row.next()) {
        return Optional.empty();
      }
      return Optional.of(
          new Open(
              row.getLong(1),
              State.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
              row.getString(3),
              Chosen.parse(row.getString(4)),
              row.getString(5),
              row.getObject(6, OffsetDateTime.class).toInstant(),
              row.getBoolean(7),
              row.getString(8)));
    }
  }

  void begin(RollbackPlan plan, Way way, String by, boolean thaws) throws SQLException {
    try (PreparedStatement insert =
        prepare(
            """
            insert into {rollback} (state, to_version, from_version, way, run_by, thaws)
            values ('begun', ?, ?, ?, ?, ?)
            """)) {
      insert.setString(1, plan.to());
      insert.setString(2, plan.newest());
      insert.setString(3, Chosen.of(way).text());
      insert.setString(4, by);
      insert.setBoolean(5, thaws);
      insert.executeUpdate();
    }
  }

  /// Notes a rollback as over in the database that takes the place of the one it was begun in.
  void carry(Open over) throws SQLException {
    try (PreparedStatement insert =
        prepare(
            """
            insert into {rollback} (state, to_version, from_version, way, run_by, thaws)
            values ('done', ?, '', ?, ?, ?)
            """)) {
      insert.setString(1, over.to());
      insert.setString(2, over.way().text());
      insert.setString(3, over.by());
      insert.setBoolean(4, over.thaws());
      insert.executeUpdate();
    }
  }

  void before(long id, String noted) throws SQLException {
    set(id, "before", noted);
  }

  void reached(long id, State state) throws SQLException {
    set(id, "state", state.word());
  }

  private void set(long id, String column, String value) throws SQLException {
    try (PreparedStatement update =
        prepare(
            "update {rollback} set "
                + column
                + " = ?, changed_at = clock_timestamp() where id = ?")) {
      update.setString(1, value);
      update.setLong(2, id);
      update.executeUpdate();
    }
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    return session.prepareStatement(sql.replace("{rollback}", tables.name("rollback")));
  }
}
