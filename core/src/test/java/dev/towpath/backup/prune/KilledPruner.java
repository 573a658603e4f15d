package dev.towpath.backup.prune;

import dev.towpath.backup.WatchedStorage;
import dev.towpath.backup.store.FolderStorage;
import dev.towpath.backup.store.Storage;
import dev.towpath.config.KeepRules;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// A program that prunes a folder and kills itself after so many deletions.
final class KilledPruner {
  private KilledPruner() {}

  /// Prunes, and kills itself.
  ///
  /// @param words the folder and the number
  public static void main(String[] words) throws IOException {
    AtomicInteger left = new AtomicInteger(Integer.parseInt(words[1]));
    Storage storage = new WatchedStorage(new FolderStorage(Path.of(words[0])), () -> die(left));
    Pruner pruner = new Pruner(storage, new ReleaseHold(7, InstantSource.system()));
    pruner.run(pruner.plan(new KeepRules(1, 0, 0, 0, 0), Optional.empty()), _ -> {});
    die(new AtomicInteger());
  }

  private static void die(AtomicInteger left) {
    if (left.getAndDecrement() == 0) {
      ProcessHandle self = ProcessHandle.current();
      try {
        new ProcessBuilder("kill", "-9", "" + self.pid()).start().waitFor();
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
