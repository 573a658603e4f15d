package dev.towpath.migration.run;

import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.util.List;

/// What will run on a target, as data: the same inputs always give the same plan.
///
/// @param target the environment's name, for people
/// @param direction whether it applies or undoes
/// @param layout the history's name
/// @param applied how many migrations the history holds as applied
/// @param migrations what runs, in order
/// @param findings what was seen on the way; an error among them forbids the run
/// @param digest what it all rests on
public record Plan(
    String target,
    Direction direction,
    String layout,
    int applied,
    List<PlannedMigration> migrations,
    List<Finding> findings,
    PlanDigest digest) {

  /// Forward or back.
  public enum Direction {
    APPLY,
    UNDO
  }

  /// The findings that forbid the run.
  public List<Finding> errors() {
    return findings.stream().filter(each -> each.severity() == Severity.ERROR).toList();
  }

  public boolean nothingToDo() {
    return migrations.isEmpty();
  }
}
