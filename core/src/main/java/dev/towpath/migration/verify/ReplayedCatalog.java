package dev.towpath.migration.verify;

import dev.towpath.catalog.Catalog;
import dev.towpath.catalog.CatalogReader;
import dev.towpath.catalog.CatalogText;
import dev.towpath.catalog.Scope;
import dev.towpath.digest.Sha256;
import dev.towpath.migration.Migration;
import dev.towpath.migration.layout.Layout;
import dev.towpath.migration.run.Applier;
import dev.towpath.migration.run.RunListener;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// The schema that migrations make, found by running them on a scratch server. It is kept in the
/// project's `.towpath` until one of them changes.
///
/// @param project the folder that `.towpath` is in
public record ReplayedCatalog(
    Path project, Layout layout, Platform platform, int major, Applier applier) {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /// Runs the migrations, or reads what an earlier run kept. Fails with the problem of a migration
  /// that can't be run there.
  public Catalog of(List<Migration> migrations, RunListener listener) throws IOException {
    Path folder = project.resolve(".towpath");
    Path kept = folder.resolve("catalog-" + digest(migrations) + ".txt");
    if (Files.exists(kept)) {
      return CatalogText.read(Files.readString(kept));
    }
    Catalog catalog = replayed(migrations, listener);
    Files.createDirectories(folder);
    removeOthers(folder);
    Files.writeString(kept, CatalogText.write(catalog));
    return catalog;
  }

  private Catalog replayed(List<Migration> migrations, RunListener listener) {
    CatalogReader reader = new CatalogReader(Scope.of(platform), LIMIT);
    try (ScratchServer server = ScratchServer.start(major, platform)) {
      Surroundings plain = new Surroundings(server.url().database(), "", Set.of());
      return new Replay(applier, reader, listener)
          .run(server, plain, platform, layout, migrations)
          .snapshot()
          .catalog();
    } catch (ReplayFailed e) {
      throw e.problem().exception(e);
    } catch (SQLException e) {
      throw broken(e);
    }
  }

  private static ProblemException broken(SQLException e) {
    return Problem.of(
            "replay-broken", Exit.UNREACHABLE, "The scratch server did not answer a query.")
        .because("It said: " + e.getMessage())
        .leaving("No database but the scratch server's was touched.")
        .next("Try again, or leave --replay away.")
        .exception(e);
  }

  private static void removeOthers(Path folder) throws IOException {
    try (DirectoryStream<Path> old = Files.newDirectoryStream(folder, "catalog-*.txt")) {
      for (Path file : old) {
        Files.deleteIfExists(file);
      }
    }
  }

  private String digest(List<Migration> migrations) {
    MessageDigest sha = Sha256.begin();
    sha.update((major + " " + platform + " " + layout.name()).getBytes(StandardCharsets.UTF_8));
    for (Migration each : migrations) {
      sha.update((each.key() + "\0" + each.digest() + "\0").getBytes(StandardCharsets.UTF_8));
    }
    return Sha256.end(sha).substring(0, 32);
  }
}
