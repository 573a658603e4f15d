package dev.towpath.cli;

import dev.towpath.backup.store.Storage;
import dev.towpath.backup.store.Storages;
import dev.towpath.config.Project;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option that says where the backups are.
final class StorageOption {
  @Option(
      names = "--in",
      paramLabel = "FOLDER",
      description =
          "Where the backups are; by default what 'backups' of towpath.yaml says, or the folder"
              + " backups.")
  @Nullable String in;

  Storage open(Project project) {
    return open(project, in);
  }

  static Storage open(Project project, @Nullable String place) {
    return Storages.at(project.root(), place == null ? project.backups().in() : place);
  }
}
