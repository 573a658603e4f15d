package dev.towpath.rollback;

import dev.towpath.migration.run.Outcome;
import dev.towpath.migration.run.Plan;
import dev.towpath.migration.run.PlanRequest;
import dev.towpath.migration.run.RunListener;
import dev.towpath.migration.run.Undoer;
import dev.towpath.migration.verify.Verifier;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import dev.towpath.report.Finding;
import dev.towpath.rollback.freeze.Admission;
import dev.towpath.rollback.freeze.Freezer;
import dev.towpath.rollback.freeze.Frozen;
import dev.towpath.rollback.freeze.Thawer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Goes back on a target: assesses it, freezes it, goes the cheapest way that is open, verifies
/// schema and rows, thaws, and records each of these steps when it is done.
///
/// Killed anywhere, the next run goes on at the step that is recorded; each step may be repeated.
/// Where one fails, the target stays frozen for a person to look.
public final class RollbackRunner {
  private final RollbackPlanner planner;
  private final Undoer undoer;
  private final Verifier verifier;
  private final Consumer<String> listener;
  private final RunListener told;

  /// @param listener hears in a few words what is being done
  /// @param told hears how the down scripts run
  public RollbackRunner(
      RollbackPlanner planner,
      Undoer undoer,
      Verifier verifier,
      Consumer<String> listener,
      RunListener told) {
    this.planner = planner;
    this.undoer = undoer;
    this.verifier = verifier;
    this.listener = listener;
    this.told = told;
  }

  /// Goes back, or goes on with a rollback that an earlier run has begun.
  public RolledBack run(RollbackRun asked, OpenTarget target) {
    long start = System.nanoTime();
    String layout = asked.look().files().layout().history().name();
    try (RollbackLock lock = RollbackLock.take(target, layout)) {
      Optional<RollbackRecord.Open> open = lock.record().open();
      confirm(asked, target);
      if (open.isEmpty()) {
        RollbackPlan plan = planner.plan(asked.look(), target);
        if (plan.nothingToDo()) {
          return outcome(plan.to(), 0, false, target, start);
        }
        begin(lock.record(), plan, asked, target);
      } else {
        listener.accept("going on with the rollback to " + open.get().to());
      }
      RollbackRecord.Open work = lock.record().open().orElseThrow();
      int undone = drive(lock.record(), work, asked, target);
      return outcome(work.to(), undone, open.isPresent(), target, start);
    } catch (SQLException failure) {
      throw failed(failure).exception(failure);
    }
  }

  /// Gives up a rollback that was begun: what is undone stays undone, and the target is thawed if
  /// it was frozen for it. Gives the version that it was to lead to; empty if there is none to give
  /// up.
  public Optional<String> abandon(OpenTarget target, String layout, String by) {
    try (RollbackLock lock = RollbackLock.take(target, layout)) {
      Optional<RollbackRecord.Open> open = lock.record().open();
      if (open.isPresent()) {
        if (open.get().thaws()) {
          new Thawer(listener).thaw(target, layout, by);
        }
        lock.record().reached(open.get().id(), RollbackRecord.State.ABANDONED);
      }
      return open.map(RollbackRecord.Open::to);
    } catch (SQLException failure) {
      throw failed(failure).exception(failure);
    }
  }

  private static void confirm(RollbackRun asked, OpenTarget target) {
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

  private void begin(RollbackRecord record, RollbackPlan plan, RollbackRun asked, OpenTarget target)
      throws SQLException {
    Way way =
        plan.ways().stream()
            .filter(Way::open)
            .filter(each -> asked.way().map(each.word()::equals).orElse(true))
            .findFirst()
            .orElseThrow(() -> RollbackPlanner.impossible(plan));
    switch (way) {
      case Way.Down down -> refuseErrors(Undoer.plan(asked.look().files(), plan.to(), target));
      case Way.Restore restore -> throw byRestore(restore, plan);
    }
    record.begin(plan, way.word(), asked.by(), frozen(target).isEmpty());
  }

  private static void refuseErrors(Plan undo) {
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

  /// Each step from the one that is recorded on; gives how many migrations were undone.
  private int drive(
      RollbackRecord record, RollbackRecord.Open work, RollbackRun asked, OpenTarget target)
      throws SQLException {
    Soundness soundness = new Soundness(verifier, asked.look().files());
    String layout = asked.look().files().layout().history().name();
    RollbackRecord.State state = work.state();
    String noted = work.before();
    int undone = 0;
    if (state == RollbackRecord.State.BEGUN) {
      if (work.thaws()) {
        freeze(record, work, asked, target);
      }
      listener.accept("noting the schema and the rows");
      noted = soundness.note(target);
      record.before(work.id(), noted);
      state = reached(record, work, RollbackRecord.State.FROZEN);
    }
    if (state == RollbackRecord.State.FROZEN) {
      undone = undo(asked.look().files(), work.to(), layout, target);
      state = reached(record, work, RollbackRecord.State.UNDONE);
    }
    if (state == RollbackRecord.State.UNDONE) {
      listener.accept("verifying");
      List<String> faults = soundness.faults(target, noted);
      if (!faults.isEmpty()) {
        throw unsound(work.to(), faults);
      }
      state = reached(record, work, RollbackRecord.State.VERIFIED);
    }
    if (work.thaws()) {
      new Thawer(listener).thaw(target, layout, asked.by());
    }
    reached(record, work, RollbackRecord.State.DONE);
    return undone;
  }

  private RollbackRecord.State reached(
      RollbackRecord record, RollbackRecord.Open work, RollbackRecord.State state)
      throws SQLException {
    record.reached(work.id(), state);
    listener.accept("the rollback is " + state.word());
    return state;
  }

  private void freeze(
      RollbackRecord record, RollbackRecord.Open work, RollbackRun asked, OpenTarget target)
      throws SQLException {
    try {
      new Freezer(listener).freeze(asked.freeze(), target);
    } catch (ProblemException notFrozen) {
      record.reached(work.id(), RollbackRecord.State.ABANDONED);
      throw notFrozen;
    }
  }

  private int undo(PlanRequest files, String to, String layout, OpenTarget target) {
    try (Admission admission = Admission.to(target, layout, true)) {
      Outcome outcome = undoer.undo(files, to, Optional.empty(), admission.target(), told);
      return outcome.done().size();
    } catch (ProblemException e) {
      Problem problem = e.problem();
      throw new Problem(
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
  }

  private static ProblemException unsound(String to, List<String> faults) {
    return Problem.of(
            "rollback-unsound", Exit.STOPPED, "What the rollback left is not what it should be.")
        .because(String.join("\n", faults))
        .leaving("The migrations behind " + to + " are undone, and the database stays frozen.")
        .next(
            "Mend it, and towpath rollback run verifies again; with --abandon it gives up and"
                + " thaws.")
        .exception();
  }

  private static Problem failed(SQLException failure) {
    return Problem.of("rollback-stopped", Exit.STOPPED, "The server refused a step.")
        .because("The server said: " + failure.getMessage())
        .leaving("How far the rollback is, is recorded; the database may be frozen.")
        .next("Settle what it says, and run towpath rollback run again: it goes on from there.");
  }

  private static RolledBack outcome(
      String to, int undone, boolean resumed, OpenTarget target, long start) throws SQLException {
    return new RolledBack(
        target.target().name(),
        to,
        undone,
        resumed,
        frozen(target).isPresent(),
        Duration.ofNanos(System.nanoTime() - start));
  }

  private static Optional<Frozen> frozen(OpenTarget target) throws SQLException {
    try (Connection connection = target.connect("rollback")) {
      return Frozen.read(connection);
    }
  }
}
