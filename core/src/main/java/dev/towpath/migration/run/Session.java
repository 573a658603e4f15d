package dev.towpath.migration.run;

import dev.towpath.postgres.OpenTarget;
import dev.towpath.sql.CopyData;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.jdbc.PreferQueryMode;

/// The one session in which the scripts of a run are executed.
///
/// A statement goes to the server exactly as it stands in the file, as one simple query, as psql
/// sends it; the driver neither cuts nor rewrites it. Driven by one thread; a watcher may read
/// [#running] and [#pid] from another.
final class Session implements AutoCloseable {
  private final Connection connection;
  private final int pid;
  private final String name;
  private final OpenTarget target;
  private final RunListener listener;
  private final Observer observer;
  private volatile @Nullable Running running;
  private String ahead = "";
  private int shift;

  /// What runs at this moment, and since when.
  record Running(PlannedStatement statement, Statement handle, long sinceNanos) {}

  Session(Connection connection, OpenTarget target, RunListener listener, Observer observer)
      throws SQLException {
    this.connection = connection;
    this.target = target;
    this.listener = listener;
    this.observer = observer;
    this.name = String.valueOf(connection.getClientInfo("ApplicationName"));
    this.pid = connection.unwrap(PGConnection.class).getBackendPID();
    connection
        .unwrap(BaseConnection.class)
        .getQueryExecutor()
        .setPreferQueryMode(PreferQueryMode.EXTENDED_FOR_PREPARED);
    clean();
  }

  Connection connection() {
    return connection;
  }

  int pid() {
    return pid;
  }

  Optional<Running> running() {
    return Optional.ofNullable(running);
  }

  /// Begins the next statement's transaction, in the same message as that statement.
  ///
  /// @param clean whether settings and roles are taken back first
  void begin(boolean clean, String modes) {
    ahead = (clean ? cleaning() + "; " : "") + "begin " + modes + "; ";
  }

  /// How many characters stood before a statement in the message that failed last.
  int shift() {
    return shift;
  }

  /// Runs a statement and gives the number of rows that it changed, or -1.
  long execute(PlannedStatement planned) throws SQLException {
    return execute(planned, planned.copy().isPresent());
  }

  /// The same with nothing else in its message, which would begin a transaction.
  long executeAlone(PlannedStatement planned) throws SQLException {
    return execute(planned, true);
  }

  private long execute(PlannedStatement planned, boolean alone) throws SQLException {
    String question = observer.question(planned);
    if (question.isEmpty() || !alone) {
      return execute(planned, question);
    }
    long rows = execute(planned, "");
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      observer.answered(planned, rows, answer);
    }
    return rows;
  }

  /// @param question sent with the statement; empty for none
  private long execute(PlannedStatement planned, String question) throws SQLException {
    if (planned.copy().isPresent()) {
      flush();
    }
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      running = new Running(planned, statement, System.nanoTime());
      try {
        return planned.copy().isPresent()
            ? copy(planned.sql(), planned.copy().get())
            : run(planned, statement, question);
      } finally {
        tellNotices(planned);
        running = null;
      }
    }
  }

  private long run(PlannedStatement planned, Statement statement, String question)
      throws SQLException {
    String message = ahead + target.target().taken(planned.sql());
    shift = ahead.length();
    ahead = "";
    boolean rows = statement.execute(question.isEmpty() ? message : message + "\n;" + question);
    long count = -1;
    while (rows || statement.getLargeUpdateCount() >= 0) {
      if (rows && isAnswer(statement.getResultSet())) {
        observer.answered(planned, count, statement.getResultSet());
      } else {
        count = rows ? -1 : statement.getLargeUpdateCount();
      }
      rows = statement.getMoreResults();
    }
    return count;
  }

  private static boolean isAnswer(ResultSet rows) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    return columns.getColumnCount() > 0 && columns.getColumnLabel(1).equals(Observer.ANSWER);
  }

  /// Sends what was to go with the next statement.
  void flush() throws SQLException {
    if (!ahead.isEmpty()) {
      say("");
    }
  }

  /// Tells the notices that came since the last call; the watcher calls it during long statements.
  void tellNotices(PlannedStatement planned) throws SQLException {
    Running now = running;
    if (now != null && !now.handle().isClosed()) {
      synchronized (now) {
        SQLWarning warning = now.handle().getWarnings();
        now.handle().clearWarnings();
        for (; warning != null; warning = warning.getNextWarning()) {
          listener.hear(ServerErrors.notice(planned, warning));
        }
      }
    }
  }

  private long copy(String sql, CopyData data) throws SQLException {
    try {
      return connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(sql, new StringReader(data.rows()));
    } catch (IOException broken) {
      throw new SQLException("The connection was lost during COPY", "08006", broken);
    }
  }

  /// Runs a statement of our own.
  void say(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      String message = ahead + sql;
      ahead = "";
      statement.execute(message);
    }
  }

  /// Ends the transaction, and forgets one that was to begin.
  void rollback() throws SQLException {
    ahead = "";
    say("rollback");
  }

  /// Takes back every setting and role of a script, and sets the session's name, by which a later
  /// run would find it, and the timeouts of the target again.
  void clean() throws SQLException {
    say(cleaning());
  }

  private String cleaning() {
    return "reset all; set session authorization default; reset role; set application_name = '"
        + name.replace("'", "''")
        + "'; "
        + target.sessionSettings();
  }

  /// Sets another limit for locks, until it is set again.
  void lockTimeout(Duration limit) throws SQLException {
    say("set lock_timeout = " + limit.toMillis());
  }

  Duration ownLockTimeout() {
    return target.target().lockTimeout();
  }

  /// Whether the lock limit is the target's, and not one that the script chose for itself.
  boolean waitsAsSet() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select setting::bigint from pg_settings where name = 'lock_timeout'")) {
      return row.next() && row.getLong(1) == target.target().lockTimeout().toMillis();
    }
  }

  /// Lets go of temporary tables, cursors, advisory locks and the like.
  void discard() throws SQLException {
    say("discard all");
    clean();
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException gone) {
      // It was lost before, and whoever used it last has said so.
    }
  }
}
