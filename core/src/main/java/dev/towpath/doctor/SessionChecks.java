package dev.towpath.doctor;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// What is looked at among the other sessions of the database: those in a migration's way.
final class SessionChecks {
  private static final int LONG_TRANSACTION_SECONDS = 300;
  private static final int LONG_IDLE_SECONDS = 60;
  private static final int LONG_LOCK_SECONDS = 30;
  private static final String END_IT = "Let it end, or end it: select pg_terminate_backend(PID);";

  private SessionChecks() {}

  static List<Check> all(Connection connection) throws SQLException {
    return List.of(
        sessions(
            connection,
            "long-transactions",
            "a.xact_start < now() - interval '"
                + LONG_TRANSACTION_SECONDS
                + " s'"
                + " and a.state <> 'idle in transaction'"),
        sessions(
            connection,
            "idle-in-transaction",
            "a.state_change < now() - interval '"
                + LONG_IDLE_SECONDS
                + " s'"
                + " and a.state like 'idle in transaction%'"),
        sessions(
            connection,
            "locks-held",
            "a.xact_start < now() - interval '"
                + LONG_LOCK_SECONDS
                + " s'"
                + " and exists (select from pg_locks l where l.pid = a.pid and l.granted"
                + " and l.locktype = 'relation' and l.mode in ('ShareLock',"
                + " 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock'))"),
        sessions(connection, "waiting", "cardinality(pg_blocking_pids(a.pid)) > 0"));
  }

  private static Check sessions(Connection connection, String name, String condition)
      throws SQLException {
    String found =
        ServerChecks.one(
            connection,
            """
            select string_agg(format('session %%s (%%s, %%s) since %%s s', a.pid,
              coalesce(nullif(a.application_name, ''), 'unnamed'), a.usename,
              extract(epoch from now() - a.xact_start)::integer), '; ' order by a.xact_start)
            from pg_stat_activity a
            where a.datname = current_database() and a.pid <> pg_backend_pid() and %s
            """
                .formatted(condition));
    return found.isEmpty() ? Check.pass(name, "none") : Check.warn(name, found, END_IT);
  }
}
