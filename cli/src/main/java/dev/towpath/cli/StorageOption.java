package dev.towpath.cli;

import dev.towpath.backup.store.Storage;
import dev.towpath.config.Project;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option that says where the backups are.
final class StorageOption {
  @Option(
      names = "--in",
      paramLabel = "PLACE",
      description =
          "A folder or s3://bucket/prefix with the backups; by default what 'backups' of"
              + " towpath.yaml says, or the folder backups.")
  @Nullable String in;

  /// The file with the keys that open sealed backups; set by the commands that open them.
  @Nullable String identity;

  Storage open(Wiring wiring, Project project) {
    return wiring.storage(project, in, identity);
  }
}
