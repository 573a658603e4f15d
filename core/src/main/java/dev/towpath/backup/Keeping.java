package dev.towpath.backup;

import dev.towpath.backup.Manifest.Scope;
import dev.towpath.backup.Manifest.StoredFile;
import dev.towpath.backup.store.Storage;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A storage as the makers of backups use it: what goes wrong there is a problem with a code.
public final class Keeping {
  /// Half of the tables' size is what a compressed dump of usual rows stays well below.
  private static final int USUAL_PART = 2;

  private Keeping() {}

  /// A folder to make a backup in, on the disk of its storage.
  ///
  /// @throws ProblemException with `backup-not-kept`
  public static Path staging(Storage storage) {
    try {
      return storage.staging();
    } catch (IOException e) {
      throw failed(storage, e).exception(e);
    }
  }

  /// Compares the room where it is written with what the last such backup took.
  ///
  /// @param tableBytes what the tables take on the server's disk
  /// A folder to make a backup in, on the disk of its storage.
  ///
  /// @throws ProblemException with `backup-space`
  static void requireRoom(
      Storage storage, Path folder, String environment, Scope scope, long tableBytes)
      throws IOException {
    Optional<Manifest> last =
        new Backups(storage)
            .list().backups().reversed().stream()
                .map(Backup::manifest)
                .filter(each -> each.kind() == Manifest.Kind.LOGICAL)
                .filter(each -> each.environment().equals(environment))
                .filter(each -> each.scope().equals(scope))
                .findFirst();
    long needed = last.map(Manifest::storedBytes).orElse(tableBytes / USUAL_PART);
    long room = Files.getFileStore(folder).getUsableSpace();
    if (room < needed) {
      throw Problem.of("backup-space", Exit.UNCHANGED, "There is no room for the backup.")
          .because(
              "It will take about %d MB, and %s has %d MB."
                  .formatted(needed >> 20, storage.describe(), room >> 20))
          .leaving("No backup was made.")
          .next("Make room, or name another folder: --to FOLDER")
          .exception();
    }
  }

  /// Puts a finished backup into its place; see [BackupWriter#keep].
  ///
  /// A folder to make a backup in, on the disk of its storage.
  ///
  /// @throws ProblemException with `backup-space` or `backup-not-kept`
  public static Backup keep(
      Storage storage, BackupId id, Path folder, Function<List<StoredFile>, Manifest> manifest) {
    try {
      return new BackupWriter(storage).keep(id, folder, manifest);
    } catch (IOException e) {
      throw failed(storage, e).exception(e);
    }
  }

  static Problem failed(Storage storage, IOException cause) {
    String said = String.valueOf(cause.getMessage());
    if (said.contains("No space left on device")) {
      return Problem.of("backup-space", Exit.UNCHANGED, "There is no room for the backup.")
          .because(said)
          .leaving("No backup was made; the database is as it was.")
          .next("Make room, or name another folder: --to FOLDER");
    }
    String why = cause instanceof AccessDeniedException ? "Permission denied: " + said : said;
    return Problem.of(
            "backup-not-kept",
            Exit.UNCHANGED,
            "The backup can't be kept in " + storage.describe() + ".")
        .because(why)
        .leaving("No backup was made; the database is as it was.")
        .next("See that the place is there and yours to write, or name another: --to FOLDER");
  }
}
