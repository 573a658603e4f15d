package dev.towpath.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// The database sessions that a piece of work opens, so that another thread can end it, and so that
/// they are known on the server by a mark in their application name. Thread-safe.
///
/// A session belongs to the group of the thread that opens it, or of the thread that started that.
public final class SessionGroup {
  private static final InheritableThreadLocal<@Nullable SessionGroup> CURRENT =
      new InheritableThreadLocal<>();

  private final String mark;
  private final Admission admission;
  private final List<Connection> open = new ArrayList<>();
  private boolean ended;

  /// Looks at each session before the work gets it.
  public interface Admission {
    /// Fails where the work may have no more sessions.
    void check(Connection session) throws SQLException;
  }

  /// @param mark goes behind the application names, after an `@`; a few letters
  /// @param admission asked when a session is known on the server by its mark
  public SessionGroup(String mark, Admission admission) {
    this.mark = mark;
    this.admission = admission;
  }

  /// Does work whose sessions belong to this group.
  public <T> T call(Callable<T> work) throws Exception {
    return within(this, work);
  }

  /// Does work whose sessions belong to no group.
  public static <T> T outside(Callable<T> work) throws Exception {
    return within(null, work);
  }

  private static <T> T within(@Nullable SessionGroup group, Callable<T> work) throws Exception {
    SessionGroup before = CURRENT.get();
    CURRENT.set(group);
    try {
      return work.call();
    } finally {
      CURRENT.set(before);
    }
  }

  static String named(String applicationName) {
    SessionGroup group = CURRENT.get();
    return group == null ? applicationName : applicationName + "@" + group.mark;
  }

  static Connection joined(Connection connection) throws SQLException {
    SessionGroup group = CURRENT.get();
    if (group != null) {
      group.add(connection);
      group.admit(connection);
    }
    return connection;
  }

  private void admit(Connection connection) throws SQLException {
    try {
      admission.check(connection);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private synchronized void add(Connection connection) throws SQLException {
    if (ended) {
      connection.close();
      throw new SQLException("The work is being ended.", "57014");
    }
    open.removeIf(SessionGroup::isClosed);
    open.add(connection);
  }

  private static boolean isClosed(Connection connection) {
    try {
      return connection.isClosed();
    } catch (SQLException e) {
      return true;
    }
  }

  /// Cancels what its sessions do now; they open no more.
  public synchronized void cancel() {
    ended = true;
    for (Connection connection : open) {
      try {
        connection.unwrap(PGConnection.class).cancelQuery();
      } catch (SQLException e) {
        // It is gone, or it does nothing.
      }
    }
  }

  /// Breaks its sessions, whatever they do: the server ends their transactions.
  public synchronized void abort() {
    ended = true;
    Executor here = Runnable::run;
    for (Connection connection : open) {
      try {
        connection.abort(here);
      } catch (SQLException e) {
        // It is gone.
      }
    }
  }

  /// Ends sessions of others with the same kind of mark, as far as this role may.
  ///
  /// @param begin how the marks begin
  /// @param but the mark that stays
  /// @return how many
  public static int end(Connection connection, String begin, String but) throws SQLException {
    String sql =
        """
        select count(pg_terminate_backend(pid)) from pg_stat_activity
        where application_name like 'towpath/%@' || ? || '%'
          and application_name not like '%@' || ? and pid <> pg_backend_pid()
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, begin);
      statement.setString(2, but);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }
}
