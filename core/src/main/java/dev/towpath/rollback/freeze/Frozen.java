package dev.towpath.rollback.freeze;

import dev.towpath.migration.history.OwnTables;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// That a database is frozen, by whom and why; or was begun to be frozen or thawed.
///
/// @param since when the freeze was begun
/// @param reason may be empty
/// @param tables how many tables were to be guarded
public record Frozen(State state, Instant since, String by, String reason, int tables) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /// How far a freeze is.
  public enum State {
    /// Begun; some tables may be guarded.
    FREEZING,
    /// Proven to hold.
    FROZEN,
    /// Writes are let through; something of the freeze is still to be removed.
    THAWING,
    /// The record can't be read by this role, but guards are there.
    UNREADABLE
  }

  /// What is recorded in a database; empty where it is not frozen.
  public static Optional<Frozen> read(Connection connection) throws SQLException {
    for (OwnTables tables : OwnTables.everywhere()) {
      Optional<Boolean> readable = readable(connection, tables);
      if (readable.isPresent()) {
        Optional<Frozen> found =
            readable.get() ? recorded(connection, tables) : guessed(connection);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /// For a person, with nothing in front: `frozen since 2026-11-21 19:02:11 UTC, by ann (outage)`.
  public String sentence() {
    String who =
        " since " + TIME.format(since) + ", by " + by + (reason.isEmpty() ? "" : ": " + reason);
    return switch (state) {
      case FREEZING -> "half frozen" + who + "; towpath freeze goes on, towpath thaw undoes it";
      case FROZEN -> "frozen" + who;
      case THAWING -> "half thawed" + who + "; towpath thaw goes on";
      case UNREADABLE -> "frozen by Towpath; this role may not read since when and by whom";
    };
  }

  private static Optional<Boolean> readable(Connection connection, OwnTables tables)
      throws SQLException {
    return one(
        connection,
        """
        select has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname || '.' || c.relname = '%s'
        """
            .formatted(tables.name("frozen")),
        row -> row.getBoolean(1));
  }

  private static Optional<Frozen> recorded(Connection connection, OwnTables tables)
      throws SQLException {
    return one(
        connection,
        """
        select state, since, frozen_by, reason, cardinality(tables)
        from %s where state <> 'thawed' order by id desc limit 1
        """
            .formatted(tables.name("frozen")),
        row ->
            new Frozen(
                State.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getString(3),
                row.getString(4),
                row.getInt(5)));
  }

  private static Optional<Frozen> guessed(Connection connection) throws SQLException {
    return one(
            connection,
            "select count(*) from pg_trigger where tgname = '" + Guard.NAME + "'",
            row -> row.getInt(1))
        .filter(guards -> guards > 0)
        .map(guards -> new Frozen(State.UNREADABLE, Instant.EPOCH, "", "", guards));
  }

  private interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }

  private static <T> Optional<T> one(Connection connection, String sql, Reading<T> reading)
      throws SQLException {
    List<T> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        found.add(reading.of(row));
      }
    }
    return found.stream().findFirst();
  }
}
