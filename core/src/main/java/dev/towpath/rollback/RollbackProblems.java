package dev.towpath.rollback;

import dev.towpath.backup.Manifest;
import dev.towpath.migration.run.Plan;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import dev.towpath.report.Finding;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/// What keeps a rollback from beginning, or from going on.
final class RollbackProblems {
  private RollbackProblems() {}

  static void confirm(RollbackRun asked, OpenTarget target) {
    String name = target.target().name();
    if (asked.confirmed().filter(name::equals).isEmpty()) {
      throw Problem.of(
              "rollback-unconfirmed", Exit.USAGE, "A rollback of " + name + " has to be confirmed.")
          .because(
              asked
                  .confirmed()
                  .map(typed -> "What was typed is '" + typed + "'.")
                  .orElse("It freezes the database and undoes migrations."))
          .leaving("Nothing was changed.")
          .next("See what it would do with towpath rollback plan, then add --yes " + name)
          .exception();
    }
  }

  static void refuseErrors(Plan undo) {
    if (!undo.errors().isEmpty()) {
      throw Problem.of("plan-blocked", Exit.REFUSED, "The down scripts may not run like this.")
          .because(
              undo.errors().stream()
                  .map(Finding::message)
                  .limit(10)
                  .collect(Collectors.joining("\n")))
          .leaving("Nothing was changed, and the database was not frozen.")
          .next("Where rows may go, add --accept-data-loss; else mend what is said.")
          .exception();
    }
  }

  /// A dump of just that version can take the database's place; rows that go have to be accepted.
  static void refuseRestore(Way.Restore restore, RollbackPlan plan, RollbackRun asked) {
    if (restore.again() > 0 || restore.backup().manifest().kind() != Manifest.Kind.LOGICAL) {
      throw byRestore(restore, plan);
    }
    boolean loses = restore.rowsLost().map(rows -> rows > 0).orElse(true);
    if (loses && !asked.look().files().options().acceptDataLoss()) {
      throw Problem.of("plan-blocked", Exit.REFUSED, "The restore takes rows away.")
          .because(String.join("\n", restore.remarks()))
          .leaving("Nothing was changed, and the database was not frozen.")
          .next("If they may go, add --accept-data-loss: the database from before is kept.")
          .exception();
    }
  }

  static ProblemException gone(String id) {
    return Problem.of("rollback-stopped", Exit.STOPPED, "The backup " + id + " is not there.")
        .because("The rollback was begun with it.")
        .leaving("The database is as it was, and stays frozen.")
        .next("Name its place with --in, or give up: towpath rollback run --abandon")
        .exception();
  }

  private static ProblemException byRestore(Way.Restore restore, RollbackPlan plan) {
    return Problem.of(
            "rollback-by-restore",
            Exit.REFUSED,
            "The way back to " + plan.to() + " is backup " + restore.backup().id() + ".")
        .because(String.join("\n", restore.remarks()))
        .leaving("Nothing was changed, and the database was not frozen.")
        .next("Freeze the database, and restore the backup beside it.")
        .exception();
  }

  static ProblemException unsound(String to, List<String> faults) {
    return Problem.of(
            "rollback-unsound", Exit.STOPPED, "What the rollback left is not what it should be.")
        .because(String.join("\n", faults))
        .leaving("The migrations behind " + to + " are undone, and the database stays frozen.")
        .next(
            "Mend it, and towpath rollback run verifies again; with --abandon it gives up and"
                + " thaws.")
        .exception();
  }

  static Problem failed(SQLException failure) {
    return Problem.of("rollback-stopped", Exit.STOPPED, "The server refused a step.")
        .because("The server said: " + failure.getMessage())
        .leaving("How far the rollback is, is recorded; the database may be frozen.")
        .next("Settle what it says, and run towpath rollback run again: it goes on from there.");
  }
}
