package dev.towpath.postgres;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// A throw-away server: empty at the start, gone at the end. Its owner holds a lock on its folder;
/// when the owner died, the next start ends the server and deletes the folder.
public final class ScratchServer implements AutoCloseable {
  private final OwnedFolder folder;
  private final ServerProcess process;
  private final DatabaseUrl url;
  private final DatabaseUrl superuser;
  private final AtExit atExit;
  private boolean closed;

  private ScratchServer(
      OwnedFolder folder, ServerProcess process, DatabaseUrl url, DatabaseUrl superuser) {
    this.folder = folder;
    this.process = process;
    this.url = url;
    this.superuser = superuser;
    // Last: where the process ends already, it runs at once and needs all of the above.
    this.atExit = AtExit.run(this::vanish);
  }

  public static ScratchServer start(int major, Platform platform) {
    return start(major, platform, CacheFolder.standard());
  }

  static ScratchServer start(int major, Platform platform, Path cache) {
    try {
      return start(Binaries.of(major, cache), platform, cache, List.of());
    } catch (IOException e) {
      throw failed(e).exception(e);
    }
  }

  /// One for a copy of another server: with the programs of this system's own packages where there
  /// are some, because they have the extensions that its servers use.
  ///
  /// @param settings beside those of every scratch server, `name=value`
  public static ScratchServer startLike(int major, Platform platform, List<String> settings) {
    Path cache = CacheFolder.standard();
    try {
      return start(Binaries.like(major, platform, cache), platform, cache, settings);
    } catch (IOException e) {
      throw failed(e).exception(e);
    }
  }

  private static ScratchServer start(
      Distribution programs, Platform platform, Path cache, List<String> settings)
      throws IOException {
    Distribution bare = platform.extend(programs, cache);
    ClusterImage image = ClusterImage.of(bare, platform, cache);
    Distribution distribution = PgTap.extend(bare, cache);
    OwnedFolder folder = OwnedFolder.in(cache.resolve("scratch"), distribution);
    try {
      Folders.copyForServer(image.data(), folder.data(), Runner.current());
      List<String> all = new ArrayList<>(ServerSettings.throwAway(platform));
      all.addAll(settings);
      ServerProcess process = ServerProcess.start(distribution, folder.data(), folder.log(), all);
      DatabaseUrl url = DatabaseUrl.local(process.port(), "postgres", "postgres", image.password());
      DatabaseUrl superuser = url.withUser(platform.superuser(), image.password());
      return new ScratchServer(folder, process, url, superuser);
    } catch (IOException | RuntimeException e) {
      folder.abandon();
      throw e;
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
    return folder.folder();
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
    folder.remove();
  }
}
