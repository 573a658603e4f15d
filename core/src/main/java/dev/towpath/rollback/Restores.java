package dev.towpath.rollback;

import dev.towpath.backup.restore.RecoveryTarget;
import dev.towpath.backup.restore.ServerRestore;
import dev.towpath.backup.store.Storage;
import dev.towpath.postgres.OpenTarget;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What restores are made from.
///
/// @param storage of the backups
/// @param archives folders where write-ahead log is kept, beside an embedded server's own
/// @param jobs of pg_restore, and sessions that compare
public record Restores(Storage storage, List<Path> archives, int jobs) {

  /// A recovery of a target's server.
  ///
  /// @param more folders with log of it
  ServerRestore.Request request(OpenTarget target, RecoveryTarget goal, List<Path> more) {
    List<Path> all = new ArrayList<>(archives);
    target.wal().ifPresent(all::add);
    all.addAll(more);
    return new ServerRestore.Request(
        goal, Optional.empty(), List.copyOf(all), target.target().platform(), jobs);
  }
}
