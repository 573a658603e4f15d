package dev.towpath.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Who blocks whom, seen from a session that itself waits for nothing.
public final class Locks {
  private static final int QUERY_CHARACTERS = 200;

  private Locks() {}

  /// The sessions that the session `pid` waits for now, the oldest transaction first; empty if it
  /// doesn't wait.
  public static List<Blocker> blocking(Connection observer, int pid) throws SQLException {
    try (PreparedStatement select =
        observer.prepareStatement(
            """
            select a.pid, coalesce(a.application_name, ''), coalesce(a.usename, ''),
              coalesce(a.state, ''),
              left(regexp_replace(coalesce(a.query, ''), '\\s+', ' ', 'g'), ?),
              extract(epoch from clock_timestamp() - coalesce(a.xact_start, clock_timestamp())),
              coalesce((
                select string_agg(distinct held.mode || ' on '
                  || coalesce(held.relation::regclass::text, held.locktype), ', ')
                from pg_locks wanted join pg_locks held using (locktype)
                where wanted.pid = ? and not wanted.granted and held.pid = a.pid and held.granted
                  and held.database is not distinct from wanted.database
                  and held.relation is not distinct from wanted.relation
                  and held.transactionid is not distinct from wanted.transactionid
                  and held.classid is not distinct from wanted.classid
                  and held.objid is not distinct from wanted.objid
                  and held.objsubid is not distinct from wanted.objsubid), '')
            from pg_stat_activity a
            where a.pid = any (pg_blocking_pids(?))
            order by a.xact_start nulls last, a.pid
            """)) {
      select.setInt(1, QUERY_CHARACTERS);
      select.setInt(2, pid);
      select.setInt(3, pid);
      return read(select);
    }
  }

  /// The sessions that hold a lock on a relation now, apart from the observer's own.
  ///
  /// @param relation its name as SQL writes it, with its schema
  public static List<Blocker> holding(Connection observer, String relation) throws SQLException {
    try (PreparedStatement select =
        observer.prepareStatement(
            """
            select a.pid, coalesce(a.application_name, ''), coalesce(a.usename, ''),
              coalesce(a.state, ''),
              left(regexp_replace(coalesce(a.query, ''), '\\s+', ' ', 'g'), ?),
              extract(epoch from clock_timestamp() - coalesce(a.xact_start, clock_timestamp())),
              string_agg(l.mode || ' on ' || l.relation::regclass::text, ', ' order by l.mode)
            from pg_locks l join pg_stat_activity a on a.pid = l.pid
            where l.granted and l.relation = to_regclass(?) and a.pid <> pg_backend_pid()
              and l.database = (select oid from pg_database where datname = current_database())
            group by a.pid, a.application_name, a.usename, a.state, a.query, a.xact_start
            order by a.xact_start nulls last, a.pid
            """)) {
      select.setInt(1, QUERY_CHARACTERS);
      select.setString(2, relation);
      return read(select);
    }
  }

  private static List<Blocker> read(PreparedStatement select) throws SQLException {
    List<Blocker> found = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        found.add(
            new Blocker(
                row.getInt(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                Duration.ofMillis(Math.round(row.getDouble(6) * 1000)),
                row.getString(7)));
      }
    }
    return found;
  }
}
