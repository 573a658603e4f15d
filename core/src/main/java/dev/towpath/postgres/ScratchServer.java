package dev.towpath.postgres;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// A throw-away server: empty at the start, gone at the end. Its owner holds a lock on its folder;
/// when the owner died, the next start ends the server and deletes the folder.
public final class ScratchServer implements AutoCloseable {
  private static final Duration LOCK_LIMIT = Duration.ofMinutes(1);
  private static final String OWNER = "owner";

  private final Path folder;
  private final Path sweeping;
  private final FileGuard owner;
  private final ServerProcess process;
  private final DatabaseUrl url;
  private final DatabaseUrl superuser;
  private final AtExit atExit = AtExit.run(this::vanish);
  private boolean closed;

  private ScratchServer(
      Path folder, FileGuard owner, ServerProcess process, DatabaseUrl url, DatabaseUrl superuser) {
    this.folder = folder;
    this.sweeping = sweeping(folder.resolveSibling("."));
    this.owner = owner;
    this.process = process;
    this.url = url;
    this.superuser = superuser;
  }

  public static ScratchServer start(int major, Platform platform) {
    return start(major, platform, CacheFolder.standard());
  }

  static ScratchServer start(int major, Platform platform, Path cache) {
    try {
      Distribution bare = platform.extend(Binaries.of(major, cache), cache);
      ClusterImage image = ClusterImage.of(bare, platform, cache);
      Distribution distribution = PgTap.extend(bare, cache);
      Path scratch = cache.resolve("scratch");
      Path folder = scratch.resolve("" + UUID.randomUUID());
      FileGuard owner;
      try (FileGuard _ = FileGuard.take(sweeping(scratch), LOCK_LIMIT)) {
        sweep(scratch, distribution);
        owner = FileGuard.tryTake(folder.resolve(OWNER)).orElseThrow();
      }
      return start(folder, owner, distribution, image, platform);
    } catch (IOException e) {
      throw failed(e).exception(e);
    }
  }

  private static ScratchServer start(
      Path folder,
      FileGuard owner,
      Distribution distribution,
      ClusterImage image,
      Platform platform)
      throws IOException {
    try {
      Path data = folder.resolve("data");
      Folders.copyForServer(image.data(), data, Runner.current());
      ServerProcess process =
          ServerProcess.start(
              distribution, data, folder.resolve("log"), ServerSettings.throwAway(platform));
      DatabaseUrl url = DatabaseUrl.local(process.port(), "postgres", "postgres", image.password());
      DatabaseUrl superuser = url.withUser(platform.superuser(), image.password());
      return new ScratchServer(folder, owner, process, url, superuser);
    } catch (IOException | RuntimeException e) {
      owner.close();
      throw e;
    }
  }

  private static Path sweeping(Path scratch) {
    return scratch.normalize().resolveSibling("scratch.lock");
  }

  /// Ends the servers of dead owners and deletes their folders.
  private static void sweep(Path scratch, Distribution distribution) throws IOException {
    Files.createDirectories(scratch);
    try (Stream<Path> folders = Files.list(scratch)) {
      for (Path folder : folders.toList()) {
        Optional<FileGuard> dead = FileGuard.tryTake(folder.resolve(OWNER));
        if (dead.isPresent()) {
          dead.get().close();
          ServerProcess.stop(distribution, folder.resolve("data"), ServerProcess.Stop.AT_ONCE);
          Folders.delete(folder);
        }
      }
    }
  }

  private static Problem failed(IOException e) {
    return Problem.of("scratch-failed", Exit.UNREACHABLE, "A scratch server can't be used.")
        .because(e.toString())
        .leaving("No other database was touched.")
        .next("See that the disk of " + CacheFolder.standard() + " isn't full, then try again.");
  }

  public DatabaseUrl url() {
    return url;
  }

  /// The cluster's superuser, who on a platform is not the role that runs migrations.
  public DatabaseUrl superuserUrl() {
    return superuser;
  }

  /// Where its data and its log are, until it is closed.
  public Path folder() {
    return folder;
  }

  /// Makes an empty database, with the platform prepared, and gives its URL.
  public DatabaseUrl createDatabase(String name) {
    try (Connection connection = url.connect("towpath/scratch");
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + statement.enquoteIdentifier(name, true));
      return url.withDatabase(name);
    } catch (SQLException e) {
      throw failed(new IOException(e.getMessage(), e)).exception(e);
    }
  }

  @Override
  public void close() {
    atExit.forget();
    try {
      vanish();
    } catch (IOException e) {
      throw failed(e).exception(e);
    }
  }

  private synchronized void vanish() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    process.stop(ServerProcess.Stop.AT_ONCE);
    Folders.delete(folder.resolve("data"));
    try (FileGuard _ = FileGuard.take(sweeping, LOCK_LIMIT)) {
      owner.close();
      Folders.delete(folder);
    }
  }
}
