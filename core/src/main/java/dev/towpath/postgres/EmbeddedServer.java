package dev.towpath.postgres;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// A durable server whose data lies in a project's folder. Several processes may have it open; the
/// first one in starts it, the last one out stops it, and one that died doesn't count.
///
/// The folder holds `data`, `log`, `password`, `lock`, and under `users` a locked file for each
/// user.
public final class EmbeddedServer implements AutoCloseable {
  private static final Duration SETTLE_LIMIT = Duration.ofSeconds(30);
  private static final Duration SETTLE_PAUSE = Duration.ofMillis(50);
  private static final Duration LOCK_LIMIT = Duration.ofMinutes(3);

  private final EmbeddedFolder folder;
  private final Distribution distribution;
  private final FileGuard user;
  private final DatabaseUrl url;
  private final AtExit atExit;
  private boolean closed;

  private EmbeddedServer(
      EmbeddedFolder folder, Distribution distribution, FileGuard user, DatabaseUrl url) {
    this.folder = folder;
    this.distribution = distribution;
    this.user = user;
    this.url = url;
    // Last: where the process ends already, it runs at once and needs all of the above.
    this.atExit = AtExit.run(this::leave);
  }

  public static EmbeddedServer open(Path dataDir, int major) {
    return open(dataDir, major, Platform.NONE);
  }

  public static EmbeddedServer open(Path dataDir, int major, Platform platform) {
    return open(dataDir, major, platform, CacheFolder.standard());
  }

  static EmbeddedServer open(Path dataDir, int major, Platform platform, Path cache) {
    try {
      EmbeddedFolder folder = EmbeddedFolder.of(dataDir);
      try (FileGuard _ = FileGuard.take(folder.lock(), LOCK_LIMIT)) {
        folder.finishReplacing();
      }
      folder.requireMajor(major);
      Distribution distribution = platform.extend(Binaries.of(major, cache), cache);
      try (FileGuard _ = FileGuard.take(folder.lock(), LOCK_LIMIT)) {
        if (!folder.exists()) {
          folder.create(ClusterImage.of(distribution, platform, cache));
        }
        FileGuard user =
            FileGuard.tryTake(folder.users().resolve("" + UUID.randomUUID())).orElseThrow();
        try {
          int port = joinOrStart(folder, distribution, platform);
          String password = SecretFile.read(folder.password());
          DatabaseUrl url = DatabaseUrl.local(port, "postgres", "postgres", password);
          return new EmbeddedServer(folder, distribution, user, url);
        } catch (IOException | RuntimeException e) {
          user.close();
          throw e;
        }
      }
    } catch (IOException e) {
      throw unusable(dataDir, e).exception(e);
    }
  }

  /// Ends the server of a folder where all who used it have died; waits for nobody.
  ///
  /// @return whether nobody uses the folder now
  public static boolean release(Path dataDir) throws IOException {
    if (!Files.isDirectory(dataDir)) {
      return true;
    }
    EmbeddedFolder folder = EmbeddedFolder.of(dataDir);
    Optional<FileGuard> lock = FileGuard.tryTake(folder.lock());
    if (lock.isEmpty()) {
      return false;
    }
    try (FileGuard _ = lock.get()) {
      if (isUsed(folder)) {
        return false;
      }
      if (folder.exists()) {
        Distribution distribution = Binaries.of(folder.major(), CacheFolder.standard());
        ServerProcess.stop(distribution, folder.data(), ServerProcess.Stop.FAST);
      }
      return true;
    }
  }

  /// Puts restored files into the place of an embedded database's, with the logins that its project
  /// knows; the old files stay in its folder under another name.
  ///
  /// @param restored consumed by this
  /// @return where the old files are
  /// @throws dev.towpath.problem.ProblemException with `embedded-in-use`
  public static Path replace(
      Path dataDir, RecoveredServer restored, Platform platform, String kept) {
    try {
      EmbeddedFolder folder = EmbeddedFolder.of(dataDir);
      try (FileGuard _ = FileGuard.take(folder.lock(), LOCK_LIMIT)) {
        if (isUsed(folder)) {
          throw inUse(dataDir).exception();
        }
        folder.finishReplacing();
        if (folder.exists()) {
          Distribution programs = Binaries.of(folder.major(), CacheFolder.standard());
          ServerProcess.stop(programs, folder.data(), ServerProcess.Stop.FAST);
        }
        String name = folder.forRestored();
        restored.login(platform, SecretFile.read(folder.password()));
        restored.keep(folder.root().resolve(name));
        folder.replace(name, kept);
        return folder.root().resolve(kept);
      }
    } catch (IOException e) {
      throw unusable(dataDir, e).exception(e);
    }
  }

  /// A path beside an embedded database's files, on the same disk and for the same user.
  public static Path beside(Path dataDir, String name) {
    try {
      return EmbeddedFolder.of(dataDir).root().resolve(name);
    } catch (IOException e) {
      throw unusable(dataDir, e).exception(e);
    }
  }

  private static Problem inUse(Path dataDir) {
    return Problem.of("embedded-in-use", Exit.REFUSED, "The embedded database is in use.")
        .because("Another program has the database in " + dataDir + " open.")
        .leaving("Its data is as it was.")
        .next("End the other one, then run the same command again.");
  }

  /// Where its write-ahead log is kept, if it is.
  public Optional<Path> wal() {
    return Files.isDirectory(folder.wal()) ? Optional.of(folder.wal()) : Optional.empty();
  }

  /// From now on its write-ahead log is kept.
  public Path keepWal() throws IOException {
    Files.createDirectories(folder.wal());
    Runner.current().own(folder.wal());
    return folder.wal();
  }

  private static int joinOrStart(
      EmbeddedFolder folder, Distribution distribution, Platform platform) throws IOException {
    Optional<Postmaster> running = settled(folder.data());
    if (running.isPresent()) {
      return running.get().port();
    }
    List<String> settings = new ArrayList<>(ServerSettings.durable(platform));
    settings.addAll(ServerSettings.archiving(folder.wal()));
    return ServerProcess.start(distribution, folder.data(), folder.log(), settings).port();
  }

  /// The server that runs there, once it neither starts nor stops: one whose owner was killed may
  /// be at either.
  private static Optional<Postmaster> settled(Path data) {
    long end = System.nanoTime() + SETTLE_LIMIT.toNanos();
    Optional<Postmaster> found = Postmaster.of(data);
    while (found.isPresent() && !found.get().ready() && System.nanoTime() < end) {
      LockSupport.parkNanos(SETTLE_PAUSE.toNanos());
      found = Postmaster.of(data);
    }
    return found.filter(Postmaster::ready);
  }

  private static Problem unusable(Path dataDir, IOException e) {
    return Problem.of(
            "embedded-unusable",
            Exit.UNREACHABLE,
            "The embedded database in " + dataDir + " can't be used.")
        .because(e.toString())
        .leaving("Its data is as it was.")
        .next("See that the folder is yours and that the disk isn't full, then try again.");
  }

  public DatabaseUrl url() {
    return url;
  }

  @Override
  public void close() {
    atExit.forget();
    try {
      leave();
    } catch (IOException e) {
      throw unusable(folder.root(), e).exception(e);
    }
  }

  private synchronized void leave() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (FileGuard _ = FileGuard.take(folder.lock(), LOCK_LIMIT)) {
      user.close();
      if (!isUsed(folder)) {
        ServerProcess.stop(distribution, folder.data(), ServerProcess.Stop.FAST);
      }
    }
  }

  private static boolean isUsed(EmbeddedFolder folder) throws IOException {
    if (!Files.isDirectory(folder.users())) {
      return false;
    }
    try (Stream<Path> users = Files.list(folder.users())) {
      for (Path other : users.toList()) {
        Optional<FileGuard> dead = FileGuard.tryTake(other);
        if (dead.isEmpty()) {
          return true;
        }
        dead.get().close();
        Files.deleteIfExists(other);
      }
    }
    return false;
  }
}
