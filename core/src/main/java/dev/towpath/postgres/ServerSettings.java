package dev.towpath.postgres;

import java.util.ArrayList;
import java.util.List;

/// The settings that servers are started with.
final class ServerSettings {
  private ServerSettings() {}

  /// For data that is kept: as safe as PostgreSQL is by itself.
  static List<String> durable(Platform platform) {
    List<String> settings = new ArrayList<>(List.of("timezone=UTC", "log_timezone=UTC"));
    settings.addAll(platform.settings());
    return settings;
  }

  /// For data that is thrown away: nothing waits for the disk.
  static List<String> throwAway(Platform platform) {
    List<String> settings = durable(platform);
    settings.addAll(List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off"));
    return settings;
  }
}
