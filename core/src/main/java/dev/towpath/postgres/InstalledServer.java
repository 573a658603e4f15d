package dev.towpath.postgres;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Server programs that the operating system's packages have installed.
final class InstalledServer {
  private static final List<String> HOMES =
      List.of(
          "/usr/lib/postgresql/%d",
          "/usr/pgsql-%d", "/opt/homebrew/opt/postgresql@%d", "/usr/local/opt/postgresql@%d");

  private InstalledServer() {}

  static Optional<Distribution> find(int major) {
    return HOMES.stream()
        .map(home -> Path.of(home.formatted(major)))
        .filter(home -> Files.isExecutable(home.resolve("bin").resolve("initdb")))
        .filter(home -> Files.isExecutable(home.resolve("bin").resolve("postgres")))
        .map(home -> new Distribution(home, major, major + "-installed"))
        .findFirst();
  }
}
