package dev.towpath.migration.run;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;

/// How far a run has come, for the truth about the database's state when it stops.
///
/// @param before how many migrations this run committed before the one at work
/// @param migration the one at work
/// @param groups how many of its groups are committed
record Standing(int before, PlannedMigration migration, int groups) {
  /// The problem with the state, where the group at work was rolled back as a whole.
  Problem rolledBack(Problem problem) {
    return leaving(problem, "");
  }

  /// The same, where it ran alone and left something behind.
  Problem leaving(Problem problem, String remains) {
    Problem said = problem.leaving(sentence() + (remains.isEmpty() ? "" : " " + remains));
    return groups == 0 && remains.isEmpty() ? said : stopped(said);
  }

  static Problem stopped(Problem problem) {
    return new Problem(
        problem.code(),
        Exit.STOPPED,
        problem.what(),
        problem.where(),
        problem.why(),
        problem.state(),
        problem.next());
  }

  private String sentence() {
    return groups == 0 ? whole() : half();
  }

  private String whole() {
    return "Nothing of " + migration.script().file() + " is left in the database. " + earlier();
  }

  private String half() {
    int statements =
        migration.groups().subList(0, groups).stream()
            .mapToInt(group -> group.statements().size())
            .sum();
    return (statements == 1 ? "Statement 1 of " : "Statements 1 to " + statements + " of ")
        + migration.script().file()
        + (statements == 1 ? " is" : " are")
        + " committed, nothing behind; its history row is not written yet, and the next run goes on"
        + " there. "
        + earlier();
  }

  /// What the run did before this migration.
  String earlier() {
    return switch (before) {
      case 0 -> "No other migration was run.";
      case 1 -> "The migration before it in this run is committed.";
      default -> "The " + before + " migrations before it in this run are committed.";
    };
  }
}
