package dev.towpath.rehearsal;

import dev.towpath.catalog.Snapshot;
import dev.towpath.migration.Migration;
import dev.towpath.migration.layout.Layout;
import dev.towpath.migration.layout.LayoutFiles;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.Platform;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A database on a scratch server on which every pending migration has just run.
///
/// @param project the project's folder; nothing is written there
/// @param owner the URL of the role that ran the migrations
/// @param superuser the URL of the cluster's superuser, in the same database
/// @param before the schema before the first pending migration
/// @param after the schema behind the last
/// @param pending the migrations that were rehearsed, in order
/// @param observed what was seen of each, in the same order
/// @param files what an apply or an undo on this database is given
/// @param undoable the newest pending migrations that all have down scripts; empty if there is
///     none
public record Rehearsed(
    Path project,
    Platform platform,
    Layout layout,
    DatabaseUrl owner,
    DatabaseUrl superuser,
    Snapshot before,
    Snapshot after,
    List<Migration> pending,
    List<ObservedMigration> observed,
    LayoutFiles files,
    Optional<Undoable> undoable,
    Copies copies) {

  /// The migrations that can be gone back over.
  ///
  /// @param before the schema before the first of them
  public record Undoable(List<Migration> migrations, Snapshot before) {}

  /// Makes copies of the rehearsed database on the same server.
  public interface Copies {
    DatabaseUrl make(String name);
  }

  /// A copy of the database as it is now, for an exercise that changes something; gives its URL
  /// for the owner. Nobody may be connected to the original meanwhile.
  public DatabaseUrl copy(String name) {
    return copies.make(name);
  }
}
