package dev.towpath.release.run;

import dev.towpath.migration.history.OwnTables;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.SessionGroup;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Keeps the older drivers of a release off its target, where its epoch stands too.
///
/// Who takes over writes the epoch down, then ends the sessions of older drivers and waits until
/// they are gone. Each session that a driver opens is known on the server first, and then looks
/// whether its epoch still stands. So a session of an old epoch is either ended or refused, and no
/// transaction of it is committed after the takeover, whatever opens it.
record TargetFence(Lease lease) {
  private static final String TABLE = "release_driver";
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration AGAIN = Duration.ofMillis(50);
  private static final List<String> NOT_ALLOWED = List.of("42501", "25006");

  /// Takes the target over.
  ///
  /// @throws SQLException also when sessions of older drivers don't end in time
  void raise(OpenTarget target) throws SQLException, InterruptedException {
    try (Connection connection = target.connect("release")) {
      write(connection);
    } catch (SQLException e) {
      // Who may write nothing there can change nothing there later; what is open is ended below.
      if (!NOT_ALLOWED.contains(String.valueOf(e.getSQLState()))) {
        throw e;
      }
    }
    try (Connection connection = target.superuserUrl().connect("towpath/release")) {
      endOlder(connection);
    }
  }

  private void write(Connection connection) throws SQLException {
    boolean supabase = isSupabase(connection);
    String table = OwnTables.of(supabase ? "supabase" : "").name(TABLE);
    if (!tables(connection).contains(table)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            OwnTables.of(supabase ? "supabase" : "").alone()
                + (supabase ? "" : "create schema if not exists towpath;")
                + create(table));
      }
    }
    String sql =
        """
        insert into %s as d (mark, release, epoch, driver) values (?, ?, ?, ?)
        on conflict (mark) do update
          set epoch = excluded.epoch, driver = excluded.driver, taken_at = now()
          where d.epoch < excluded.epoch
        """
            .formatted(table);
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, DriverMark.release(lease));
      insert.setString(2, lease.release().text());
      insert.setLong(3, lease.epoch());
      insert.setString(4, lease.driver());
      insert.executeUpdate();
    }
  }

  private static String create(String table) {
    return """
    create table if not exists %1$s (
      mark text primary key,
      release text not null,
      epoch bigint not null,
      driver text not null,
      taken_at timestamptz not null default now()
    );
    comment on table %1$s is
      'Which driver a release has: sessions of an older epoch are refused';
    """
        .formatted(table);
  }

  private static boolean isSupabase(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from pg_namespace where nspname = 'supabase_migrations'")) {
      row.next();
      return row.getInt(1) > 0;
    }
  }

  private void endOlder(Connection connection) throws SQLException, InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    String release = DriverMark.release(lease) + ".";
    int left = SessionGroup.end(connection, release, DriverMark.of(lease));
    while (left > 0) {
      if (System.nanoTime() > end) {
        throw new SQLException(left + " sessions of an older driver don't end.");
      }
      Thread.sleep(AGAIN);
      left = SessionGroup.end(connection, release, DriverMark.of(lease));
    }
  }

  /// Refuses a session, on whatever database, where a newer driver has taken that over. Other
  /// databases that a step works with know nothing of it.
  void check(Connection connection) throws SQLException {
    for (String table : tables(connection)) {
      String sql = "select 1 from " + table + " where mark = ? and epoch > ?";
      try (PreparedStatement query = connection.prepareStatement(sql)) {
        query.setString(1, DriverMark.release(lease));
        query.setLong(2, lease.epoch());
        try (ResultSet row = query.executeQuery()) {
          if (row.next()) {
            throw JournalProblems.takenOver(lease).exception();
          }
        }
      }
    }
  }

  /// The table's names, as far as it is there and this role may read it.
  private static List<String> tables(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    for (OwnTables place : OwnTables.everywhere()) {
      tables.add(place.name(TABLE));
    }
    String sql =
        """
        select nspname || '.' || relname
        from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = relnamespace
        where nspname || '.' || relname = any (?)
          and pg_catalog.has_schema_privilege(n.oid, 'usage')
          and pg_catalog.has_table_privilege(c.oid, 'select')
        """;
    List<String> found = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setArray(1, connection.createArrayOf("text", tables.toArray()));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          found.add(row.getString(1));
        }
      }
    }
    return found;
  }
}
