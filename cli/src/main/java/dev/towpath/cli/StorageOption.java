package dev.towpath.cli;

import dev.towpath.backup.seal.Identity;
import dev.towpath.backup.seal.Keys;
import dev.towpath.backup.store.Storage;
import dev.towpath.backup.store.Storages;
import dev.towpath.config.BackupSettings;
import dev.towpath.config.Project;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option that says where the backups are.
final class StorageOption {
  private static final String IDENTITY = "TOWPATH_AGE_IDENTITY";

  @Option(
      names = "--in",
      paramLabel = "PLACE",
      description =
          "A folder or s3://bucket/prefix with the backups; by default what 'backups' of"
              + " towpath.yaml says, or the folder backups.")
  @Nullable String in;

  /// The file with the keys that open sealed backups; set by the commands that open them.
  @Nullable String identity;

  Storage open(Project project) {
    return open(project, in, identity);
  }

  /// @param identity by default the file that the variable names
  static Storage open(Project project, @Nullable String place, @Nullable String identity) {
    BackupSettings settings = project.backups();
    Optional<String> file =
        Optional.ofNullable(identity).or(() -> Optional.ofNullable(System.getenv(IDENTITY)));
    Keys keys =
        new Keys(settings.seal(), file.map(name -> Identity.read(project.root().resolve(name))));
    return Storages.at(project.root(), place == null ? settings.in() : place, keys);
  }
}
