package dev.towpath.migration.run;

import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.postgres.Target;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// One scratch server for all tests of this package; it vanishes with the JVM.
final class Server {
  private static final int MAJOR = 18;
  private static final AtomicInteger DATABASES = new AtomicInteger();

  /// Started when the first database is asked for: a process that only connects starts none.
  private static final class Scratch {
    static final ScratchServer SERVER = ScratchServer.start(MAJOR, Platform.NONE);
  }

  private Server() {}

  /// An empty database of its own.
  static DatabaseUrl database() {
    return Scratch.SERVER.createDatabase("run" + DATABASES.incrementAndGet());
  }

  static OpenTarget open(DatabaseUrl url) {
    return open(url, Duration.ofSeconds(4));
  }

  static OpenTarget open(DatabaseUrl url, Duration lockTimeout) {
    return new Target(
            "test",
            new Target.Url(url),
            Optional.empty(),
            lockTimeout,
            Optional.empty(),
            MAJOR,
            Platform.NONE)
        .open();
  }
}
