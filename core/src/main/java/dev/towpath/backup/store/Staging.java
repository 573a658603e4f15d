package dev.towpath.backup.store;

import dev.towpath.postgres.FileGuard;
import dev.towpath.postgres.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// A folder for what isn't finished. It has a locked file beside it; who finds one unlocked knows
/// that its process is dead, and deletes both.
record Staging(Path folder, FileGuard guard) implements AutoCloseable {
  private static final String LOCK = ".lock";
  private static final int TRIES = 100;

  /// A name for a new folder, with its lock.
  static Staging take(Path all) throws IOException {
    for (int tries = 0; tries < TRIES; tries++) {
      Path folder = all.resolve("" + UUID.randomUUID());
      Optional<FileGuard> guard = FileGuard.tryTake(lock(folder));
      if (guard.isPresent()) {
        return new Staging(folder, guard.get());
      } // somebody who sweeps looked at it before it was locked
    }
    throw new IOException("No lock can be taken in " + all + ".");
  }

  private static Path lock(Path folder) {
    return folder.resolveSibling(folder.getFileName() + LOCK);
  }

  /// Deletes what dead processes have left.
  ///
  /// @return whether there are some of living ones, this one among them
  static boolean sweep(Path all) throws IOException {
    boolean living = false;
    List<Path> found;
    try (Stream<Path> files = Files.list(all)) {
      found = files.toList();
    }
    for (Path path : found) {
      String name = path.getFileName().toString();
      if (name.endsWith(LOCK)) {
        Path folder = path.resolveSibling(name.substring(0, name.length() - LOCK.length()));
        Optional<FileGuard> dead = FileGuard.tryTake(path);
        dead.ifPresent(guard -> new Staging(folder, guard).close());
        living |= dead.isEmpty();
      }
    }
    return living;
  }

  @Override
  public void close() {
    try (FileGuard _ = guard) {
      Folders.delete(folder);
      Files.deleteIfExists(lock(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
