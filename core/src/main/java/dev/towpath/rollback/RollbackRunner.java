package dev.towpath.rollback;

import dev.towpath.backup.Backup;
import dev.towpath.migration.run.RunListener;
import dev.towpath.migration.run.Undoer;
import dev.towpath.migration.verify.Verifier;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.rollback.freeze.FreezeRequest;
import dev.towpath.rollback.freeze.Frozen;
import java.io.IOException;
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
  private final RollbackPlanner planner;
  private final Undoer undoer;
  private final Verifier verifier;
  private final Consumer<String> listener;
  private final RunListener told;
  private final Restores restores;

  /// @param listener hears in a few words what is being done
  /// @param told hears how the down scripts run
  public RollbackRunner(
      RollbackPlanner planner,
      Undoer undoer,
      Verifier verifier,
      Consumer<String> listener,
      RunListener told,
      Restores restores) {
    this.planner = planner;
    this.undoer = undoer;
    this.verifier = verifier;
    this.listener = listener;
    this.told = told;
    this.restores = restores;
  }

  /// Goes back, or goes on with a rollback that an earlier run has begun. A target whose server's
  /// files are replaced is closed by that.
  public RolledBack run(RollbackRun asked, OpenTarget target) {
    long start = System.nanoTime();
    String layout = asked.look().files().layout().history().name();
    try (RollbackLock lock = RollbackLock.take(target, layout)) {
      Optional<RollbackRecord.Open> open = lock.record().open();
      RollbackProblems.confirm(asked, target);
      if (open.isEmpty()) {
        RollbackPlan plan = planner.plan(asked.look(), target);
        if (plan.nothingToDo()) {
          return nothing(plan, target, start);
        }
        begin(lock.record(), plan, asked, target);
      } else {
        RollbackProblems.refuseOther(open.get(), asked.look());
        listener.accept("going on with the rollback to " + open.get().to());
      }
      Soundness soundness = new Soundness(verifier, asked.look());
      RollbackRecord.Open begun = lock.record().open().orElseThrow();
      Work work = new Work(asked, target, lock.record(), begun, soundness, listener);
      return go(work, open.isPresent(), start);
    } catch (SQLException failure) {
      throw RollbackProblems.failed(failure).exception(failure);
    } catch (IOException failure) {
      throw RollbackProblems.failed(failure).exception(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw RollbackProblems.interrupted().exception(stopped);
    }
  }

  /// Gives up a rollback that was begun: what is undone stays undone, what was restored beside it
  /// is dropped, and the target is thawed if it was frozen for it. Gives the version that it was to
  /// lead to; empty if there is none to give up.
  public Optional<String> abandon(OpenTarget target, FreezeRequest freeze) {
    String layout = freeze.history().name();
    try (RollbackLock lock = RollbackLock.take(target, layout)) {
      Optional<RollbackRecord.Open> open = lock.record().open();
      if (open.isPresent()) {
        if (open.get().thaws()) {
          freeze.thawer(listener).thaw(target, layout, freeze.by());
        }
        if (open.get().way().means() == Means.LOGICAL_BACKUP) {
          RestoredBeside.drop(target, open.get());
        }
        lock.record().reached(open.get().id(), RollbackRecord.State.ABANDONED);
      }
      return open.map(RollbackRecord.Open::to);
    } catch (SQLException failure) {
      throw RollbackProblems.failed(failure).exception(failure);
    }
  }

  private static void begin(
      RollbackRecord record, RollbackPlan plan, RollbackRun asked, OpenTarget target)
      throws SQLException {
    Way way = plan.chosen().orElseThrow(() -> RollbackProblems.impossible(plan));
    switch (way) {
      case Way.Down _ ->
          RollbackProblems.refuseErrors(Undoer.plan(asked.look().files(), plan.to(), target));
      case Way.Restore restore -> RollbackProblems.refuseLoss(restore, asked);
    }
    record.begin(plan, way, asked.by(), !isFrozen(target));
  }

  private RolledBack go(Work work, boolean resumed, long start)
      throws IOException, SQLException, InterruptedException {
    Chosen way = work.open().way();
    return switch (way.means()) {
      case DOWN_SCRIPTS -> {
        DownScripts.Gone gone = new DownScripts(undoer, told).run(work);
        yield outcome(work, gone.undone(), resumed, new Replacement("", gone.said()), start);
      }
      case LOGICAL_BACKUP -> {
        Backup backup = backup(work);
        Replacement restored = new RestoredBeside(restores).run(backup, work.frozen());
        yield outcome(work, 0, resumed, restored, start);
      }
      case PHYSICAL_BACKUP, POINT_IN_TIME -> {
        Backup backup = backup(work);
        Replacement restored =
            new RestoredServer(restores).run(backup, way.target(), work.frozen());
        yield outcome(work, 0, resumed, restored, start);
      }
      case PROVIDER -> throw RollbackProblems.gone(way.backup());
    };
  }

  private static Backup backup(Work work) {
    String id = work.open().way().backup();
    return work.asked().look().backups().stream()
        .filter(each -> each.id().text().equals(id))
        .findFirst()
        .orElseThrow(() -> RollbackProblems.gone(id));
  }

  private static RolledBack nothing(RollbackPlan plan, OpenTarget target, long start)
      throws SQLException {
    return new RolledBack(
        plan.target(), plan.to(), 0, false, isFrozen(target), "", List.of(), since(start));
  }

  private static RolledBack outcome(
      Work work, int undone, boolean resumed, Replacement left, long start) {
    return new RolledBack(
        work.target().target().name(),
        work.open().to(),
        undone,
        resumed,
        !work.open().thaws(),
        left.kept(),
        left.said(),
        since(start));
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static boolean isFrozen(OpenTarget target) throws SQLException {
    try (Connection connection = target.connect("rollback")) {
      return Frozen.read(connection).isPresent();
    }
  }
}
