package dev.towpath.doctor;

import dev.towpath.postgres.OpenTarget;
import dev.towpath.rollback.freeze.Frozen;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is looked at on the server as a whole.
final class ServerChecks {
  private static final int OLDEST_MAJOR = 15;
  private static final int NEWEST_MAJOR = 18;
  private static final double CROWDED = 0.8;
  private static final Duration SKEW = Duration.ofSeconds(5);
  private static final long LAG_BYTES = 64L << 20;
  private static final Pattern MAJOR = Pattern.compile("\\) (\\d+)");

  private ServerChecks() {}

  static List<Check> all(Connection connection, OpenTarget open, InstantSource clock)
      throws SQLException {
    return List.of(
        version(open),
        dumpTool(open),
        Check.pass("pooler", "sessions are kept"),
        writable(connection),
        frozen(connection),
        createRight(connection),
        historyRight(connection),
        connections(connection),
        clockSkew(connection, clock),
        replication(connection),
        size(connection));
  }

  private static Check version(OpenTarget open) {
    String found = "PostgreSQL " + open.major();
    return open.major() >= OLDEST_MAJOR && open.major() <= NEWEST_MAJOR
        ? Check.pass("server-version", found)
        : Check.warn(
            "server-version",
            found,
            "Towpath is tested with " + OLDEST_MAJOR + " to " + NEWEST_MAJOR + ".");
  }

  private static Check dumpTool(OpenTarget open) {
    Optional<String> found = MachineChecks.version("pg_dump");
    if (found.isEmpty()) {
      return Check.skipped("client-tools", "pg_dump was not found");
    }
    Matcher major = MAJOR.matcher(found.get());
    return major.find() && Integer.parseInt(major.group(1)) >= open.major()
        ? Check.pass("client-tools", found.get())
        : Check.warn(
            "client-tools",
            found.get() + ", the server is " + open.major(),
            "Install client tools " + open.major() + ": an older pg_dump refuses the server.");
  }

  private static Check writable(Connection connection) throws SQLException {
    String state =
        one(
            connection,
            """
            select case when pg_is_in_recovery() then 'a replica'
              when current_setting('transaction_read_only')::bool then 'read-only by a setting'
              else 'can be written' end
            """);
    return state.equals("can be written")
        ? Check.pass("writable", state)
        : Check.fail("writable", state, "Name the primary server in the URL.");
  }

  private static Check frozen(Connection connection) throws SQLException {
    return Frozen.read(connection)
        .map(
            frozen ->
                Check.warn("frozen", frozen.sentence(), "When the reason is gone: towpath thaw"))
        .orElseGet(() -> Check.pass("frozen", "no"));
  }

  private static Check createRight(Connection connection) throws SQLException {
    String may =
        one(
            connection,
            """
            select current_user || case when has_database_privilege(current_database(), 'create')
              then ' may create schemas' else ' may not create schemas' end
            """);
    return may.endsWith("may create schemas")
        ? Check.pass("right-to-create", may)
        : Check.fail(
            "right-to-create",
            may,
            "Let the owner run: grant create on database ... to " + may.split(" ", 2)[0]);
  }

  private static Check historyRight(Connection connection) throws SQLException {
    String others =
        one(
            connection,
            """
            select coalesce(string_agg(c.oid::regclass::text, ', ' order by c.oid), '')
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r' and not pg_has_role(c.relowner, 'usage')
              and (n.nspname in ('towpath', 'supabase_migrations')
                or c.relname in ('_prisma_migrations', 'flyway_schema_history')
                or c.relname = 'schema_migrations' and n.nspname = 'public')
            """);
    return others.isEmpty()
        ? Check.pass("history-owner", "the history's tables are ours, or not there yet")
        : Check.warn(
            "history-owner",
            others + " belongs to another role",
            "Run as the role that owns the history, or let it grant its membership.");
  }

  private static Check connections(Connection connection) throws SQLException {
    String[] counts =
        one(
                connection,
                """
                select (select count(*) from pg_stat_activity where backend_type = 'client backend')
                  || '/' || current_setting('max_connections')
                """)
            .split("/", 2);
    String found = counts[0] + " of " + counts[1] + " connections are taken";
    return Integer.parseInt(counts[0]) < CROWDED * Integer.parseInt(counts[1])
        ? Check.pass("connections", found)
        : Check.warn("connections", found, "End idle sessions, or raise max_connections.");
  }

  private static Check clockSkew(Connection connection, InstantSource clock) throws SQLException {
    Instant before = clock.instant();
    String there = one(connection, "select extract(epoch from clock_timestamp()) * 1000");
    Instant server = Instant.ofEpochMilli((long) Double.parseDouble(there));
    Duration skew = Duration.between(before, server).abs();
    String found = skew.toMillis() + " ms between this clock and the server's";
    return skew.compareTo(SKEW) <= 0
        ? Check.pass("clock", found)
        : Check.warn("clock", found, "Let both machines set their clocks by NTP.");
  }

  private static Check replication(Connection connection) throws SQLException {
    String lag =
        one(
            connection,
            """
            select case when pg_is_in_recovery() then '' else (
              select max(pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn))::bigint::text
              from pg_stat_replication) end
            """);
    if (lag.isEmpty()) {
      return Check.pass("replicas", "none, or none that this role can see");
    }
    String found = "the slowest replica is " + (Long.parseLong(lag) >> 20) + " MiB behind";
    return Long.parseLong(lag) <= LAG_BYTES
        ? Check.pass("replicas", found)
        : Check.warn("replicas", found, "Wait until it has caught up, before a large change.");
  }

  private static Check size(Connection connection) throws SQLException {
    return Check.pass(
        "database-size",
        one(connection, "select pg_size_pretty(pg_database_size(current_database()))"));
  }

  /// The first column of the first row as text; empty for null.
  static String one(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return Optional.ofNullable(row.getString(1)).orElse("");
    }
  }
}
