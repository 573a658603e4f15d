package dev.towpath.postgres;

import java.nio.file.Path;
import java.util.Map;

/// Where unpacked servers and throw-away clusters lie: `XDG_CACHE_HOME`, the user's cache folder,
/// or for root a folder that an unprivileged server process can reach, as root's home is not one.
final class CacheFolder {
  private CacheFolder() {}

  static Path standard() {
    return of(System.getenv(), Path.of(System.getProperty("user.home", ".")), Runner.isRoot());
  }

  static Path of(Map<String, String> environment, Path home, boolean root) {
    if (root) {
      return Path.of("/var/cache/towpath");
    }
    String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
    // HOME first, as every program of this system does: the account's own folder may not exist
    String folder = environment.getOrDefault("HOME", "");
    Path user = Path.of(folder).isAbsolute() ? Path.of(folder) : home;
    Path base = Path.of(cache).isAbsolute() ? Path.of(cache) : user.resolve(".cache");
    return base.resolve("towpath");
  }
}
