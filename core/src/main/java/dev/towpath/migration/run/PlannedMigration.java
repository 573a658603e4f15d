package dev.towpath.migration.run;

import dev.towpath.migration.Migration;
import dev.towpath.migration.Source;
import java.util.List;

/// One script as it will run: its groups in order, and how many of them an earlier run committed.
///
/// @param script the file section that runs: the up script, or the down script of an undo
/// @param groups never empty; the last may hold no statement and then records the history row
///     alone
/// @param done how many groups stand already, because an earlier run was interrupted behind them
/// @param interrupted whether the next group is a statement alone that began, and whose end is
///     unknown
/// @param way how it can be undone
/// @param settings whether it may change settings or its role
/// @param sessionState whether it may leave temporary tables, cursors or the like in its session
public record PlannedMigration(
    Migration migration,
    Source script,
    List<Group> groups,
    int done,
    boolean interrupted,
    WayBack way,
    boolean settings,
    boolean sessionState) {

  public List<PlannedStatement> statements() {
    return groups.stream().flatMap(group -> group.statements().stream()).toList();
  }

  /// Whether a failure anywhere leaves nothing of it.
  public boolean atomic() {
    return groups.size() == 1 && groups.getFirst() instanceof Group.Together;
  }
}
