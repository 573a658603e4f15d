package dev.towpath.rollback;

import dev.towpath.migration.history.OwnTables;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// That a rollback was begun on a target and is not over: it runs, or its process has died.
public record OpenRollback(String to, Means means, Instant since, String by) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /// What is recorded in a database; empty where there is none, or this role may not see it.
  public static Optional<OpenRollback> read(Connection connection) throws SQLException {
    for (OwnTables tables : OwnTables.everywhere()) {
      if (readable(connection, tables)) {
        Optional<RollbackRecord.Open> open = new RollbackRecord(connection, tables).open();
        if (open.isPresent()) {
          return open.map(OpenRollback::of);
        }
      }
    }
    return Optional.empty();
  }

  private static OpenRollback of(RollbackRecord.Open open) {
    return new OpenRollback(open.to(), open.way().means(), open.started(), open.by());
  }

  /// Fails with `rollback-open` where migrations may not run because of one.
  public static void refuse(OpenTarget target) {
    try (Connection connection = target.connect("rollback")) {
      Optional<OpenRollback> open = read(connection);
      if (open.isPresent()) {
        throw open.get().problem().exception();
      }
    } catch (SQLException failure) {
      throw RollbackProblems.failed(failure).leaving("Nothing was changed.").exception(failure);
    }
  }

  /// For a person, with nothing in front: `being rolled back to 7 since ..., by ann`.
  public String sentence() {
    return "being rolled back to %s by %s since %s, by %s"
        .formatted(to, means.toString().replace('-', ' '), TIME.format(since), by);
  }

  Problem problem() {
    return Problem.of("rollback-open", Exit.REFUSED, "The database is " + sentence() + ".")
        .because("That is not over: it runs, or its process has ended in the middle.")
        .leaving("Nothing was changed by this run.")
        .next("Go on with towpath rollback run, or give it up: towpath rollback run --abandon");
  }

  private static boolean readable(Connection connection, OwnTables tables) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname || '.' || c.relname = ?
            """)) {
      select.setString(1, tables.name("rollback"));
      try (ResultSet row = select.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }
}
