package dev.towpath.postgres;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// A folder for one server that belongs to this process: a locked file in it says so. When its
/// owner died, the next one beside it ends the server in its `data` and deletes it.
final class OwnedFolder {
  private static final Duration LOCK_LIMIT = Duration.ofMinutes(1);
  private static final String OWNER = "owner";

  private final Path parent;
  private final Path folder;
  private final FileGuard owner;

  private OwnedFolder(Path parent, Path folder, FileGuard owner) {
    this.parent = parent;
    this.folder = folder;
    this.owner = owner;
  }

  /// A new folder in another one, from which those of dead owners are removed before.
  ///
  /// @param distribution whose `pg_ctl` ends their servers
  static OwnedFolder in(Path parent, Distribution distribution) throws IOException {
    Path folder = parent.resolve("" + UUID.randomUUID());
    try (FileGuard _ = FileGuard.take(sweeping(parent), LOCK_LIMIT)) {
      sweep(parent, distribution);
      FileGuard owner = FileGuard.tryTake(folder.resolve(OWNER)).orElseThrow();
      return new OwnedFolder(parent, folder, owner);
    }
  }

  private static Path sweeping(Path parent) {
    return parent.resolveSibling(parent.getFileName() + ".lock");
  }

  private static void sweep(Path parent, Distribution distribution) throws IOException {
    Files.createDirectories(parent);
    try (Stream<Path> folders = Files.list(parent)) {
      for (Path folder : folders.toList()) {
        Optional<FileGuard> dead = FileGuard.tryTake(folder.resolve(OWNER));
        if (dead.isPresent()) {
          dead.get().close();
          ServerProcess.stop(distribution, folder.resolve("data"), ServerProcess.Stop.AT_ONCE);
          Folders.delete(folder);
        }
      }
    }
  }

  Path folder() {
    return folder;
  }

  Path data() {
    return folder.resolve("data");
  }

  Path log() {
    return folder.resolve("log");
  }

  /// Lets go of the lock and leaves the folder to be swept.
  void abandon() throws IOException {
    owner.close();
  }

  /// Deletes the folder; its server has ended.
  void remove() throws IOException {
    Folders.delete(data());
    try (FileGuard _ = FileGuard.take(sweeping(parent), LOCK_LIMIT)) {
      owner.close();
      Folders.delete(folder);
    }
  }

  /// As [#remove], and the folder that it is in, unless somebody else has one there.
  void removeWithParent() throws IOException {
    remove();
    try {
      Files.deleteIfExists(parent);
      Files.deleteIfExists(sweeping(parent));
    } catch (DirectoryNotEmptyException e) {
      // Another restore to the same place is under way; the last one takes it away.
    }
  }
}
