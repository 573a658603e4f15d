package dev.towpath.migration.run;

import dev.towpath.digest.Sha256;
import dev.towpath.migration.Migration;
import dev.towpath.migration.Source;
import dev.towpath.migration.history.Action;
import dev.towpath.migration.history.Intent;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How much of each migration an interrupted run committed, from the intents that it left.
final class Progress {
  private final Map<String, Map<Integer, Intent>> left = new HashMap<>();

  /// @param intents oldest first: the last one about a statement counts
  Progress(List<Intent> intents, Action action) {
    for (Intent intent : intents) {
      if (intent.action() == action) {
        left.computeIfAbsent(intent.key(), key -> new HashMap<>()).put(intent.statement(), intent);
      }
    }
  }

  /// How far one migration is.
  ///
  /// @param done how many groups are committed
  /// @param interrupted whether the group behind them began and has no known end
  /// @param moved a finding if a statement that already ran now reads otherwise
  record Point(int done, boolean interrupted, Optional<Finding> moved) {
    static final Point START = new Point(0, false, Optional.empty());
  }

  Point of(Migration migration, Source script, List<Group> groups) {
    Map<Integer, Intent> known = left.get(migration.key());
    if (known == null) {
      return Point.START;
    }
    int done = 0;
    for (Group group : groups) {
      for (PlannedStatement statement : group.statements()) {
        Intent intent = known.get(statement.index());
        if (intent == null) {
          return new Point(done, false, Optional.empty());
        }
        if (!intent.digest().equals(Sha256.of(statement.sql()))) {
          return new Point(done, false, Optional.of(moved(script, statement)));
        }
        if (!intent.outcome().equals(Optional.of(Intent.Outcome.DONE))) {
          return new Point(done, intent.outcome().isEmpty(), Optional.empty());
        }
      }
      if (!group.statements().isEmpty()) {
        done++;
      }
    }
    return new Point(done, false, Optional.empty());
  }

  private static Finding moved(Source script, PlannedStatement statement) {
    return Finding.of(
            "resumed-edited",
            Severity.ERROR,
            "A statement that an interrupted run has already executed was edited since.")
        .at(statement.where())
        .showing(statement.in(script))
        .because("A run goes on behind the statements that are committed, so they must stay.")
        .help("Put the statement back as it was, and make the change in a new migration.");
  }
}
