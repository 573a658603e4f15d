package dev.towpath.postgres;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The settings that servers are started with.
final class ServerSettings {
  private static final Path SHELL = Path.of("/bin/sh");

  private ServerSettings() {}

  /// For data that is kept: as safe as PostgreSQL is by itself.
  static List<String> durable(Platform platform) {
    List<String> settings = new ArrayList<>(List.of("timezone=UTC", "log_timezone=UTC"));
    settings.addAll(platform.settings());
    return settings;
  }

  /// Keeps the write-ahead log in a folder as soon as somebody makes it; until then every segment
  /// counts as kept. One that was kept already, before a crash, is kept once.
  static List<String> archiving(Path folder) {
    if (!Files.isExecutable(SHELL)) {
      return List.of();
    }
    String to = "'" + folder.toString().replace("'", "'\\''").replace("%", "%%") + "/";
    String command =
        "test ! -d "
            + to
            + "' || cmp -s %p "
            + to
            + "%f' || { test ! -e "
            + to
            + "%f' && cp %p "
            + to
            + ".%f.part' && sync "
            + to
            + ".%f.part' && mv "
            + to
            + ".%f.part' "
            + to
            + "%f'; }";
    return List.of("archive_mode=on", "archive_command=" + command);
  }

  /// For data that is thrown away: nothing waits for the disk.
  static List<String> throwAway(Platform platform) {
    List<String> settings = durable(platform);
    settings.addAll(List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off"));
    return settings;
  }
}
