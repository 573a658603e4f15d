package dev.towpath.cli;

import dev.towpath.backup.Backup;
import dev.towpath.backup.Backups;
import dev.towpath.backup.store.Storage;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The words that name one backup and the place where it is.
final class BackupChoice {
  private static final String LATEST = "latest";

  @Mixin StorageOption place;

  @Parameters(
      paramLabel = "BACKUP",
      description = "The backup's name, as 'towpath backup list' shows it, or latest.")
  String name;

  @Option(
      names = "--identity",
      paramLabel = "FILE",
      description =
          "The age identity that opens a sealed backup; by default the file that"
              + " TOWPATH_AGE_IDENTITY names.")
  void identity(@Nullable String file) {
    place.identity = file;
  }

  /// @param environment whose latest one is meant; null for any
  Backup in(Storage storage, @Nullable String environment) throws IOException {
    Backups backups = new Backups(storage);
    if (!name.equals(LATEST)) {
      return backups.get(name);
    }
    Optional<Backup> last =
        backups.list().backups().stream()
            .filter(
                each -> environment == null || each.manifest().environment().equals(environment))
            .reduce((_, later) -> later);
    return last.orElseThrow(() -> none(storage).exception());
  }

  private static Problem none(Storage storage) {
    return Problem.of("backup-none", Exit.USAGE, "There is no backup in " + storage.describe())
        .leaving("Nothing was read or changed.")
        .next("Make one: towpath backup create");
  }
}
