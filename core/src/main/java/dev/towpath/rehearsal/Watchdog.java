package dev.towpath.rehearsal;

import dev.towpath.migration.run.RunEvent;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/// Ends what would not end by itself: when the time is up or the disk nearly full, whatever runs on
/// the scratch server is cancelled, and its session ended if it goes on all the same.
final class Watchdog implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(200);
  private static final Duration END_LIMIT = Duration.ofSeconds(10);

  /// After so many ticks a session that was cancelled is ended.
  private static final int PATIENT_TICKS = 10;

  /// A rehearsal leaves other programs this much of the disk.
  private static final long SPARE_BYTES = 512L << 20;

  private final DatabaseUrl superuser;
  private final Limits limits;
  private final Path disk;
  private final long end;
  private final Thread thread;
  private volatile long statementSince;
  private volatile Optional<Cause> cause = Optional.empty();
  private volatile boolean closed;
  private int ticks;

  /// Why something was ended.
  enum Cause {
    ALL,
    STATEMENT,
    DISK
  }

  /// @param disk a folder on the disk of the server's data
  Watchdog(DatabaseUrl superuser, Limits limits, Path disk) {
    this.superuser = superuser;
    this.limits = limits;
    this.disk = disk;
    this.end = System.nanoTime() + limits.all().toNanos();
    this.thread = Thread.ofVirtual().name("towpath-watchdog").start(this::watch);
  }

  /// Why the rehearsal was ended, if it was.
  Optional<Cause> cause() {
    return cause;
  }

  void hear(RunEvent event) {
    if (event instanceof RunEvent.StatementStarted) {
      statementSince = System.nanoTime();
    } else if (event instanceof RunEvent.StatementDone) {
      statementSince = 0;
    }
  }

  private void watch() {
    try {
      while (!closed) {
        Thread.sleep(TICK);
        if (cause.isEmpty()) {
          cause = look();
        }
        if (cause.isPresent()) {
          stop();
        }
      }
    } catch (InterruptedException asked) {
      // The rehearsal is over.
    }
  }

  private Optional<Cause> look() {
    long now = System.nanoTime();
    long since = statementSince;
    if (now > end) {
      return Optional.of(Cause.ALL);
    }
    if (since != 0 && now - since > limits.statement().toNanos()) {
      return Optional.of(Cause.STATEMENT);
    }
    return diskIsFull() ? Optional.of(Cause.DISK) : Optional.empty();
  }

  private boolean diskIsFull() {
    try {
      return Files.getFileStore(disk).getUsableSpace() < SPARE_BYTES;
    } catch (IOException unknown) {
      return false;
    }
  }

  private void stop() {
    ticks++;
    String end = ticks > PATIENT_TICKS ? "pg_terminate_backend" : "pg_cancel_backend";
    try (Connection connection = superuser.connect("towpath/watchdog");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "select "
              + end
              + "(pid) from pg_stat_activity where pid <> pg_backend_pid()"
              + " and datname = current_database() and state <> 'idle'");
    } catch (SQLException | ProblemException away) {
      // The server is ending; then everything on it is.
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(END_LIMIT);
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
    }
  }
}
