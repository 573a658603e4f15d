package dev.towpath.backup.restore;

import dev.towpath.backup.Manifest;
import dev.towpath.backup.provider.FileProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Makes a folder that a server recovers from of what a provider gives back.
record ProviderRestore(FileProvider provider, Manifest manifest) {
  /// The provider's name of the backup.
  String backup() {
    return manifest.provider().orElseThrow().backup();
  }

  void fill(Path data) throws IOException {
    provider.restore(backup(), data);
    Files.deleteIfExists(data.resolve("standby.signal"));
    Files.deleteIfExists(data.resolve("recovery.signal"));
    Files.createFile(data.resolve("recovery.signal"));
  }

  /// Settings of the server: it stops where the backup is consistent, as a provider may give more
  /// of the log than that.
  List<String> settings() {
    long timeline = manifest.wal().orElseThrow().timeline();
    List<String> settings = new ArrayList<>(new RecoveryTarget.Backup().settings(timeline));
    settings.add("recovery_target=immediate");
    return List.copyOf(settings);
  }
}
