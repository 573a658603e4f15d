package dev.towpath.backup;

import dev.towpath.backup.Manifest.TableContent;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/// The digests of many tables, computed by several sessions that see the same moment, the largest
/// table first. Closing it ends what is still running.
public final class Digests implements AutoCloseable {
  /// Gives a session that is pinned and sees the moment.
  public interface Sessions {
    Connection open() throws SQLException;
  }

  private final List<BackedTable> tables;
  private final Sessions sessions;
  private final Queue<BackedTable> waiting = new ConcurrentLinkedQueue<>();
  private final Map<BackedTable, TableContent> contents = new ConcurrentHashMap<>();
  private final Queue<Connection> open = new ConcurrentLinkedQueue<>();
  private final AtomicLong done = new AtomicLong();
  private final ExecutorService crew = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> working = new ArrayList<>();

  private Digests(List<BackedTable> tables, Sessions sessions) {
    this.tables = tables;
    this.sessions = sessions;
    tables.stream()
        .sorted(Comparator.comparingLong(BackedTable::bytes).reversed())
        .forEach(waiting::add);
  }

  /// Begins at once.
  ///
  /// @param jobs how many sessions at most
  public static Digests start(List<BackedTable> tables, int jobs, Sessions sessions) {
    Digests digests = new Digests(tables, sessions);
    for (int i = 0; i < Math.min(jobs, tables.size()); i++) {
      digests.working.add(
          digests.crew.submit(
              () -> {
                digests.work();
                return null;
              }));
    }
    return digests;
  }

  private void work() throws SQLException {
    try (Connection connection = BackupFailures.connect(sessions)) {
      open.add(connection);
      for (BackedTable table = waiting.poll(); table != null; table = waiting.poll()) {
        contents.put(table, read(connection, table));
        done.addAndGet(table.bytes());
      }
    }
  }

  /// A lock that is taken behind a savepoint goes when that is rolled back: one session reads
  /// thousands of tables, and the server's room for locks is small.
  private static TableContent read(Connection connection, BackedTable table) throws SQLException {
    BaseConnection session = connection.unwrap(BaseConnection.class);
    if (session.getTransactionState() != TransactionState.OPEN) {
      return ContentDigest.of(connection, table);
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("savepoint one");
      TableContent content = ContentDigest.of(connection, table);
      statement.execute("rollback to savepoint one");
      return content;
    }
  }

  /// The bytes of the tables that are done, as they are on the server's disk.
  public long done() {
    return done.get();
  }

  /// Whether there is nothing to wait for: all are done, or one has failed.
  public boolean over() {
    return working.stream().allMatch(Future::isDone) || failed();
  }

  boolean failed() {
    return working.stream().anyMatch(each -> each.state() == Future.State.FAILED);
  }

  /// All contents, in the order of the tables; waits for them unless one has failed.
  public List<TableContent> await() throws SQLException, InterruptedException {
    List<Future<?>> failedFirst = new ArrayList<>(working);
    failedFirst.sort(Comparator.comparing(each -> each.state() != Future.State.FAILED));
    for (Future<?> each : failedFirst) {
      try {
        each.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof SQLException refused) {
          throw refused;
        }
        if (e.getCause() instanceof RuntimeException unexpected) {
          throw unexpected;
        }
        throw new IllegalStateException(e.getCause());
      }
    }
    return tables.stream().map(contents::get).toList();
  }

  @Override
  public void close() {
    waiting.clear();
    if (working.stream().anyMatch(each -> !each.isDone())) {
      open.forEach(Digests::cancel);
    }
    crew.close();
  }

  private static void cancel(Connection connection) {
    try {
      connection.unwrap(PGConnection.class).cancelQuery();
    } catch (SQLException e) {
      // It is closed already, or its server is gone: either way it runs no more.
    }
  }
}
