package dev.towpath.migration.history;

import dev.towpath.migration.Migration;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `_prisma_migrations` in the connection's own schema, as Prisma Migrate keeps it up to version 7.
///
/// A migration may have several rows: one that failed and was marked as rolled back, and the one
/// that went through. A row without an end that isn't rolled back makes Prisma refuse everything.
final class PrismaHistory implements History {
  private static final String TABLE = "_prisma_migrations";
  private static final Pattern NAME = Pattern.compile("([0-9]+)_(.+)", Pattern.DOTALL);

  /// The key of Prisma's own advisory lock.
  private static final long LOCK = 72707369;

  @Override
  public String name() {
    return "prisma";
  }

  @Override
  public String table() {
    return TABLE;
  }

  @Override
  public void create(Connection connection) throws SQLException {
    String table = Tables.inOwnSchema(connection, TABLE);
    if (Tables.exists(connection, table)) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create table %s (
            id varchar(36) primary key not null,
            checksum varchar(64) not null,
            finished_at timestamptz,
            migration_name varchar(255) not null,
            logs text,
            rolled_back_at timestamptz,
            started_at timestamptz not null default now(),
            applied_steps_count integer not null default 0
          )
          """
              .formatted(table));
    }
  }

  @Override
  public List<Applied> read(Connection connection) throws SQLException {
    List<Applied> rows = new ArrayList<>();
    String table = Tables.inOwnSchema(connection, TABLE);
    if (!Tables.exists(connection, table)) {
      return rows;
    }
    String sql =
        "select migration_name, checksum, finished_at, rolled_back_at from "
            + table
            + " order by started_at, migration_name collate \"C\"";
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery(sql)) {
      while (row.next()) {
        rows.add(applied(row));
      }
    }
    return rows;
  }

  private static Applied applied(ResultSet row) throws SQLException {
    Matcher name = NAME.matcher(row.getString(1));
    boolean named = name.matches();
    boolean undone = Times.read(row, 4).isPresent();
    boolean finished = Times.read(row, 3).isPresent();
    return new Applied(
        named ? name.group(1) : row.getString(1),
        named ? name.group(2) : "",
        undone ? Applied.State.UNDONE : finished ? Applied.State.APPLIED : Applied.State.FAILED,
        Optional.of(row.getString(2)),
        Optional.empty(),
        Times.read(row, 3));
  }

  @Override
  public Sameness compare(Migration migration, Applied applied, Optional<String> recorded) {
    String checksum = applied.checksum().orElse("");
    if (checksum.isEmpty()) {
      return Sameness.UNKNOWN;
    }
    return Digests.variants(migration).anyMatch(digest -> isSum(checksum, digest))
        ? Sameness.SAME
        : Sameness.DIFFERENT;
  }

  /// Early versions of Prisma wrote each byte without its leading zero.
  private static boolean isSum(String checksum, String digest) {
    if (checksum.length() == digest.length()) {
      return checksum.equals(digest);
    }
    StringBuilder unpadded = new StringBuilder(digest.length());
    for (int i = 0; i < digest.length(); i += 2) {
      unpadded.append(digest, digest.charAt(i) == '0' ? i + 1 : i, i + 2);
    }
    return checksum.contentEquals(unpadded);
  }

  @Override
  public void begin(Connection connection, Run run) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            reset search_path;
            insert into _prisma_migrations (id, checksum, started_at, migration_name)
            select gen_random_uuid()::text, ?, ?, ?
            where not exists (
              select from _prisma_migrations
              where migration_name = ? and finished_at is null and rolled_back_at is null)
            """)) {
      insert.setString(1, run.migration().digest());
      insert.setObject(2, Times.utc(run.started()));
      insert.setString(3, folder(run.migration()));
      insert.setString(4, folder(run.migration()));
      insert.execute();
    }
  }

  @Override
  public void succeed(Connection connection, Run run) throws SQLException {
    try (PreparedStatement write =
        connection.prepareStatement(
            """
            reset search_path;
            with script (checksum, started_at, finished_at, migration_name) as (
              values (?, ?::timestamptz, ?::timestamptz, ?)),
            ended as (
              update _prisma_migrations as row
              set checksum = script.checksum, finished_at = script.finished_at,
                  applied_steps_count = 1, logs = null
              from script
              where row.migration_name = script.migration_name
                and row.finished_at is null and row.rolled_back_at is null
              returning row.id)
            insert into _prisma_migrations
              (id, checksum, started_at, finished_at, migration_name, applied_steps_count)
            select gen_random_uuid()::text, checksum, started_at, finished_at, migration_name, 1
            from script
            where not exists (select from ended)
            """)) {
      write.setString(1, run.migration().digest());
      write.setObject(2, Times.utc(run.started()));
      write.setObject(3, Times.utc(run.started().plus(run.took())));
      write.setString(4, folder(run.migration()));
      write.execute();
    }
  }

  @Override
  public void fail(Connection connection, Run run, String error) throws SQLException {
    update(
        connection,
        run,
        """
        reset search_path;
        update _prisma_migrations set logs = ?
        where migration_name = ? and finished_at is null and rolled_back_at is null
        """,
        error);
  }

  @Override
  public void undo(Connection connection, Run run) throws SQLException {
    update(
        connection,
        run,
        """
        reset search_path;
        update _prisma_migrations set rolled_back_at = ?::timestamptz
        where migration_name = ? and rolled_back_at is null
        """,
        Times.utc(run.started().plus(run.took())).toString());
  }

  private static void update(Connection connection, Run run, String sql, String value)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, value);
      update.setString(2, folder(run.migration()));
      update.execute();
    }
  }

  @Override
  public OptionalLong lock(Connection connection) {
    return OptionalLong.of(LOCK);
  }

  /// Prisma's name of a migration: the folder that holds its script.
  private static String folder(Migration migration) {
    String[] parts = migration.up().file().split("/", -1);
    return parts.length > 1 ? parts[parts.length - 2] : migration.title();
  }
}
