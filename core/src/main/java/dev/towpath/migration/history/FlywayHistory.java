package dev.towpath.migration.history;

import dev.towpath.migration.Migration;
import dev.towpath.migration.Source;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// `flyway_schema_history` in the connection's own schema, as Flyway keeps it.
///
/// Rows are numbered by `installed_rank`. A row of type UNDO_SQL takes back the last row of its
/// version, a row of type DELETE (left by a repair) strikes it out; neither is given as a row.
final class FlywayHistory implements History {
  private static final String TABLE = "flyway_schema_history";

  /// Flyway's own advisory lock has this plus the hash of the table's quoted name as its key.
  private static final long LOCK = 77431708279161L;

  @Override
  public String name() {
    return "flyway";
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
          create table %1$s (
            installed_rank int not null,
            version varchar(50),
            description varchar(200) not null,
            type varchar(20) not null,
            script varchar(1000) not null,
            checksum integer,
            installed_by varchar(100) not null,
            installed_on timestamp not null default now(),
            execution_time integer not null,
            success boolean not null,
            constraint flyway_schema_history_pk primary key (installed_rank)
          );
          create index flyway_schema_history_s_idx on %1$s (success);
          """
              .formatted(table));
    }
  }

  @Override
  public List<Applied> read(Connection connection) throws SQLException {
    FlywayRows rows = new FlywayRows();
    String table = Tables.inOwnSchema(connection, TABLE);
    if (!Tables.exists(connection, table)) {
      return rows.effective();
    }
    String sql =
        """
        select coalesce(version, ''), description, type, checksum, success,
               installed_on at time zone current_setting('TimeZone')
        from %s
        where installed_rank > 0
        order by installed_rank
        """
            .formatted(table);
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery(sql)) {
      while (row.next()) {
        rows.add(
            row.getString(3),
            new Applied(
                row.getString(1),
                row.getString(2),
                row.getBoolean(5) ? Applied.State.APPLIED : Applied.State.FAILED,
                Optional.ofNullable(row.getString(4)),
                Optional.empty(),
                Times.read(row, 6)));
      }
    }
    return rows.effective();
  }

  @Override
  public Sameness compare(Migration migration, Applied applied, Optional<String> recorded) {
    Sameness ours = Digests.compare(migration, recorded);
    if (applied.checksum().isEmpty() || ours == Sameness.DIFFERENT) {
      return ours;
    }
    String checksum = String.valueOf(FlywayChecksum.of(migration.up().text()));
    return applied.checksum().get().equals(checksum) ? Sameness.SAME : Sameness.DIFFERENT;
  }

  @Override
  public void begin(Connection connection, Run run) {
    // Flyway writes nothing before it is done
  }

  @Override
  public void succeed(Connection connection, Run run) throws SQLException {
    Migration migration = run.migration();
    String type = migration.kind() == Migration.Kind.BASELINE ? "SQL_BASELINE" : "SQL";
    insert(connection, run, migration.name(), type, migration.up(), true);
  }

  @Override
  public void fail(Connection connection, Run run, String error) throws SQLException {
    insert(connection, run, run.migration().name(), "SQL", run.migration().up(), false);
  }

  /// With a row of type UNDO_SQL where Flyway's own undo has written such rows. The free edition
  /// has no undo and stops at that type, so else with one of type DELETE, which all editions know.
  @Override
  public void undo(Connection connection, Run run) throws SQLException {
    Migration migration = run.migration();
    if (hasUndone(connection)) {
      Source down = migration.down().orElse(migration.up());
      insert(connection, run, description(down.file()), "UNDO_SQL", down, true);
    } else {
      insert(connection, run, migration.name(), "DELETE", migration.up(), true);
    }
  }

  private static boolean hasUndone(Connection connection) throws SQLException {
    String sql =
        "select exists (select from %s where type like 'UNDO\\_%%')"
            .formatted(Tables.inOwnSchema(connection, TABLE));
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery(sql)) {
      return row.next() && row.getBoolean(1);
    }
  }

  /// Adds a row, and strikes out a failed one of the same script, as Flyway's repair does.
  ///
  /// The index on `success` tells first whether there is any failed row: a search for one in each
  /// of many migrations would read the whole growing table.
  private static void insert(
      Connection connection, Run run, String name, String type, Source script, boolean success)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            reset search_path;
            with failed as (
              delete from flyway_schema_history
              where not (select success from flyway_schema_history order by success limit 1)
                and not success and version is not distinct from ? and description = ?)
            insert into flyway_schema_history
              (installed_rank, version, description, type, script, checksum,
               installed_by, execution_time, success)
            select coalesce(max(installed_rank), 0) + 1, ?, ?, ?, ?, ?, current_user, ?, ?
            from flyway_schema_history
            """)) {
      setVersion(insert, 1, run.migration().version());
      insert.setString(2, name);
      setVersion(insert, 3, run.migration().version());
      insert.setString(4, name);
      insert.setString(5, type);
      insert.setString(6, fileName(script.file()));
      insert.setInt(7, FlywayChecksum.of(script.text()));
      insert.setInt(8, (int) Math.min(Integer.MAX_VALUE, run.took().toMillis()));
      insert.setBoolean(9, success);
      insert.execute();
    }
  }

  private static void setVersion(PreparedStatement insert, int index, String version)
      throws SQLException {
    @Nullable String stored = version.isEmpty() ? null : version;
    if (stored == null) {
      insert.setNull(index, Types.VARCHAR);
    } else {
      insert.setString(index, stored);
    }
  }

  /// Flyway writes the path below its location, which for a flat folder is the file's name.
  private static String fileName(String file) {
    String usual = "db/migration/";
    int below = file.indexOf(usual);
    return below >= 0
        ? file.substring(below + usual.length())
        : file.substring(file.lastIndexOf('/') + 1);
  }

  private static String description(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    int start = name.indexOf("__");
    int end = name.lastIndexOf('.');
    return start < 0 || end < start + 2 ? "" : name.substring(start + 2, end).replace('_', ' ');
  }

  @Override
  public OptionalLong lock(Connection connection) throws SQLException {
    String table = "\"" + Tables.ownSchema(connection) + "\".\"" + TABLE + "\"";
    return OptionalLong.of(LOCK + table.hashCode());
  }
}
