package dev.towpath.e2e;

import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/// A throw-away PostgreSQL server for the tests of one class.
record Server(ScratchServer scratch, AtomicInteger databases) implements AutoCloseable {
  private static final int NEWEST = 18;

  static Server start() {
    return start(NEWEST);
  }

  /// A server that the `pg_dump` of this machine can read; where there is none, the calling test is
  /// skipped.
  static Server forPgDump() throws InterruptedException {
    return start(majorOfPgDump());
  }

  private static int majorOfPgDump() throws InterruptedException {
    try {
      String said = Command.of(Path.of("."), "pg_dump", "--version").run().out();
      return Integer.parseInt(said.replaceAll("(?s)\\D*(\\d+).*", "$1"));
    } catch (IOException e) {
      return Assumptions.abort("skipped: there is no pg_dump here: " + e.getMessage());
    }
  }

  private static Server start(int major) {
    return new Server(ScratchServer.start(major, Platform.NONE), new AtomicInteger());
  }

  /// A new, empty database.
  Database createDatabase() {
    return new Database(scratch.createDatabase("e2e_" + databases.incrementAndGet()));
  }

  @Override
  public void close() {
    scratch.close();
  }
}
