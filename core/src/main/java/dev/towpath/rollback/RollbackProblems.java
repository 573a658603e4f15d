package dev.towpath.rollback;

import dev.towpath.migration.run.Plan;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import dev.towpath.report.Finding;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What keeps a rollback from beginning, or from going on.
final class RollbackProblems {
  private static final String UNTOUCHED = "Nothing was changed, and the database was not frozen.";
  private static final String FROZEN = "The database is as it was, and stays frozen.";

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
          .leaving(UNTOUCHED)
          .next("Where rows may go, add --accept-data-loss; else mend what is said.")
          .exception();
    }
  }

  /// Rows that go have to be accepted.
  static void refuseLoss(Way.Restore restore, RollbackRun asked) {
    if (restore.price().losesRows() && !asked.look().files().options().acceptDataLoss()) {
      throw Problem.of("plan-blocked", Exit.REFUSED, "The restore takes rows away.")
          .because(String.join("\n", restore.remarks()))
          .leaving(UNTOUCHED)
          .next("If they may go, add --accept-data-loss: the database from before is kept.")
          .exception();
    }
  }

  /// There is no way that Towpath can go; a person may.
  static ProblemException impossible(RollbackPlan plan) {
    Optional<Way> byHand =
        plan.ways().stream().filter(way -> way.access() == Way.Access.BY_HAND).findFirst();
    if (byHand.isPresent() && byHand.get() instanceof Way.Restore restore) {
      return byHand(restore, plan.to());
    }
    List<String> why = plan.ways().stream().flatMap(way -> way.remarks().stream()).toList();
    return Problem.of(
            "rollback-impossible", Exit.REFUSED, "There is no way back to " + plan.to() + ".")
        .because(String.join("\n", why))
        .leaving("Nothing was changed.")
        .next("Write a new migration that mends it, or the missing down script.")
        .exception();
  }

  /// The way that is asked for is none.
  static ProblemException closed(Means by, Optional<Way> way, String to) {
    if (way.isPresent()
        && way.get() instanceof Way.Restore restore
        && restore.access() == Way.Access.BY_HAND) {
      return byHand(restore, to);
    }
    return Problem.of("rollback-way-closed", Exit.REFUSED, "No way back to " + to + " is " + by)
        .because(
            way.map(each -> String.join("\n", each.remarks()))
                .orElse("There is no such backup that holds none of the migrations."))
        .leaving("Nothing was changed.")
        .next("See which ways are open: towpath rollback plan --to " + to)
        .exception();
  }

  private static ProblemException byHand(Way.Restore restore, String to) {
    return Problem.of(
            "rollback-by-restore",
            Exit.REFUSED,
            "The way back to " + to + " is backup " + restore.backup().id() + ", by hand.")
        .because(String.join("\n", restore.remarks()))
        .leaving(UNTOUCHED)
        .next(
            restore
                .command()
                .map(command -> "Freeze the database, then restore beside it: " + command)
                .orElse("Freeze the database, and restore with the provider's tools."))
        .exception();
  }

  /// Another way than the one that was begun can't be gone from its middle.
  static void refuseOther(RollbackRecord.Open open, RollbackRequest look) {
    if (look.by().filter(by -> by != open.way().means()).isPresent()) {
      throw Problem.of(
              "rollback-open", Exit.REFUSED, "A rollback by " + open.way().means() + " was begun.")
          .leaving("Nothing was changed by this run.")
          .next("Go on with it, without --by; or give it up first: towpath rollback run --abandon")
          .exception();
    }
  }

  static ProblemException gone(String id) {
    return Problem.of("rollback-stopped", Exit.STOPPED, "The backup " + id + " is not there.")
        .because("The rollback was begun with it.")
        .leaving(FROZEN)
        .next("Name its place with --in, or give up: towpath rollback run --abandon")
        .exception();
  }

  /// What down scripts have left is not as it should be.
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

  /// What was restored is not as it should be.
  static ProblemException unfit(List<String> faults) {
    return Problem.of(
            "rollback-unsound", Exit.STOPPED, "What was restored is not what it should be.")
        .because(String.join("\n", faults))
        .leaving("It was not put in place. " + FROZEN)
        .next(
            "Give up with towpath rollback run --abandon, then go another way: towpath rollback"
                + " plan")
        .exception();
  }

  /// A step failed for a reason of its own.
  static ProblemException stopped(ProblemException e) {
    Problem problem = e.problem();
    return new Problem(
            problem.code(),
            Exit.STOPPED,
            problem.what(),
            problem.where(),
            problem.why(),
            (problem.state() + " The database stays frozen.").strip(),
            problem.next()
                + " Then towpath rollback run goes on from there; with --abandon it gives up and"
                + " thaws.")
        .exception(e);
  }

  static Problem failed(SQLException failure) {
    return Problem.of("rollback-stopped", Exit.STOPPED, "The server refused a step.")
        .because("The server said: " + failure.getMessage())
        .leaving("How far the rollback is, is recorded; the database may be frozen.")
        .next("Settle what it says, and run towpath rollback run again: it goes on from there.");
  }

  static Problem failed(IOException failure) {
    return Problem.of("rollback-stopped", Exit.STOPPED, "The backup can't be restored.")
        .because(String.valueOf(failure.getMessage()))
        .leaving(FROZEN)
        .next("Settle it, and run towpath rollback run again.");
  }

  static Problem interrupted() {
    return Problem.of("interrupted", Exit.INTERRUPTED, "The rollback was interrupted.")
        .leaving(FROZEN)
        .next("Run towpath rollback run again: it goes on.");
  }
}
