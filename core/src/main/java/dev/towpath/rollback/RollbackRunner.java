package dev.towpath.rollback;

import dev.towpath.backup.Backup;
import dev.towpath.migration.run.Outcome;
import dev.towpath.migration.run.PlanRequest;
import dev.towpath.migration.run.RunListener;
import dev.towpath.migration.run.Undoer;
import dev.towpath.migration.verify.Verifier;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import dev.towpath.rollback.freeze.Admission;
import dev.towpath.rollback.freeze.FreezeRequest;
import dev.towpath.rollback.freeze.Freezer;
import dev.towpath.rollback.freeze.Frozen;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Goes back on a target: assesses it, freezes it, goes the cheapest way that is open, verifies
/// schema and rows, thaws, and records each of these steps when it is done.
///
/// Killed anywhere, the next run goes on at the step that is recorded; each step may be repeated.
/// Where one fails, the target stays frozen for a person to look.
public final class RollbackRunner {
  private static final String RESTORE = "restore ";

  private final RollbackPlanner planner;
  private final Undoer undoer;
  private final Verifier verifier;
  private final Consumer<String> listener;
  private final RunListener told;
  private final RestoredBeside restores;

  /// @param listener hears in a few words what is being done
  /// @param told hears how the down scripts run
  /// @param restores how a backup becomes the database
  public RollbackRunner(
      RollbackPlanner planner,
      Undoer undoer,
      Verifier verifier,
      Consumer<String> listener,
      RunListener told,
      RestoredBeside restores) {
    this.planner = planner;
    this.undoer = undoer;
    this.verifier = verifier;
    this.listener = listener;
    this.told = told;
    this.restores = restores;
  }

  /// Goes back, or goes on with a rollback that an earlier run has begun.
  public RolledBack run(RollbackRun asked, OpenTarget target) {
    long start = System.nanoTime();
    String layout = asked.look().files().layout().history().name();
    try (RollbackLock lock = RollbackLock.take(target, layout)) {
      Optional<RollbackRecord.Open> open = lock.record().open();
      RollbackProblems.confirm(asked, target);
      if (open.isEmpty()) {
        RollbackPlan plan = planner.plan(asked.look(), target);
        if (plan.nothingToDo()) {
          return outcome(plan.to(), 0, false, "", target, start);
        }
        begin(lock.record(), plan, asked, target);
      } else {
        listener.accept("going on with the rollback to " + open.get().to());
      }
      RollbackRecord.Open work = lock.record().open().orElseThrow();
      if (work.way().startsWith(RESTORE)) {
        String kept = restore(lock.record(), work, asked, target);
        return outcome(work.to(), 0, open.isPresent(), kept, target, start);
      }
      int undone = drive(lock.record(), work, asked, target);
      return outcome(work.to(), undone, open.isPresent(), "", target, start);
    } catch (SQLException failure) {
      throw RollbackProblems.failed(failure).exception(failure);
    }
  }

  /// Gives up a rollback that was begun: what is undone stays undone, and the target is thawed if
  /// it was frozen for it. Gives the version that it was to lead to; empty if there is none to give
  /// up.
  public Optional<String> abandon(OpenTarget target, FreezeRequest freeze) {
    String layout = freeze.history().name();
    try (RollbackLock lock = RollbackLock.take(target, layout)) {
      Optional<RollbackRecord.Open> open = lock.record().open();
      if (open.isPresent()) {
        if (open.get().thaws()) {
          freeze.thawer(listener).thaw(target, layout, freeze.by());
        }
        lock.record().reached(open.get().id(), RollbackRecord.State.ABANDONED);
      }
      return open.map(RollbackRecord.Open::to);
    } catch (SQLException failure) {
      throw RollbackProblems.failed(failure).exception(failure);
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
      case Way.Down down ->
          RollbackProblems.refuseErrors(Undoer.plan(asked.look().files(), plan.to(), target));
      case Way.Restore restore -> RollbackProblems.refuseRestore(restore, plan, asked);
    }
    record.begin(plan, named(way), asked.by(), frozen(target).isEmpty());
  }

  private static String named(Way way) {
    return switch (way) {
      case Way.Down down -> down.word();
      case Way.Restore restore -> RESTORE + restore.backup().id();
    };
  }

  /// From the step that is recorded on; gives the name of the database from before.
  private String restore(
      RollbackRecord record, RollbackRecord.Open work, RollbackRun asked, OpenTarget target)
      throws SQLException {
    Soundness soundness = new Soundness(verifier, asked.look().files());
    if (work.state() == RollbackRecord.State.BEGUN) {
      note(record, work, asked, target, soundness);
    }
    RollbackRecord.Open noted = record.open().orElseThrow();
    String id = work.way().substring(RESTORE.length());
    Backup backup =
        asked.look().backups().stream()
            .filter(each -> each.id().text().equals(id))
            .findFirst()
            .orElseThrow(() -> RollbackProblems.gone(id));
    return restores.run(backup, noted, asked, target, soundness, listener);
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
      noted = note(record, work, asked, target, soundness);
      state = RollbackRecord.State.FROZEN;
    }
    if (state == RollbackRecord.State.FROZEN) {
      undone = undo(asked.look().files(), work.to(), layout, target);
      state = reached(record, work, RollbackRecord.State.UNDONE);
    }
    if (state == RollbackRecord.State.UNDONE) {
      listener.accept("verifying");
      List<String> faults = soundness.faults(target, noted);
      if (!faults.isEmpty()) {
        throw RollbackProblems.unsound(work.to(), faults);
      }
      state = reached(record, work, RollbackRecord.State.VERIFIED);
    }
    if (work.thaws()) {
      asked.freeze().thawer(listener).thaw(target, layout, asked.by());
    }
    reached(record, work, RollbackRecord.State.DONE);
    return undone;
  }

  /// Freezes, also what is frozen in part or was made since, and notes what is compared later.
  private String note(
      RollbackRecord record,
      RollbackRecord.Open work,
      RollbackRun asked,
      OpenTarget target,
      Soundness soundness)
      throws SQLException {
    freeze(record, work, asked, target);
    listener.accept("noting the schema and the rows");
    String noted = soundness.note(target);
    record.before(work.id(), noted);
    reached(record, work, RollbackRecord.State.FROZEN);
    return noted;
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

  private static RolledBack outcome(
      String to, int undone, boolean resumed, String kept, OpenTarget target, long start)
      throws SQLException {
    return new RolledBack(
        target.target().name(),
        to,
        undone,
        resumed,
        frozen(target).isPresent(),
        kept,
        Duration.ofNanos(System.nanoTime() - start));
  }

  private static Optional<Frozen> frozen(OpenTarget target) throws SQLException {
    try (Connection connection = target.connect("rollback")) {
      return Frozen.read(connection);
    }
  }
}
