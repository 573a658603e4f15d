package dev.towpath.migration.run;

import dev.towpath.postgres.OpenTarget;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Undoes the newest migrations of a target by their down scripts, newest first.
///
/// Each down script and the change of its history row are committed together. Nothing else is ever
/// dropped; before anything runs it is refused where a down script is missing, and where one takes
/// rows away and nobody said that they may go.
public final class Undoer {
  private final OwnedRun run;

  /// @param user the person or job, for the record
  /// @param driver this process for other runs that wait for it, as `host, process 42`
  /// @param tool Towpath's own name and version
  public Undoer(Clock clock, RandomGenerator random, String user, String driver, String tool) {
    this.run = new OwnedRun(clock, random, new RunContext.Who(user, driver, tool));
  }

  private Undoer(OwnedRun run) {
    this.run = run;
  }

  /// The same, with an observer of every statement.
  public Undoer observed(Observer observer) {
    return new Undoer(run.observed(observer));
  }

  /// What an undo would do; changes nothing. Counts rows, which takes time on large tables.
  ///
  /// @param to the version that stays the newest; [UndoPlanner#BEFORE_ALL] undoes every one
  public static Plan plan(PlanRequest request, String to, OpenTarget target) {
    try (Connection connection = target.connect("plan")) {
      TargetState state = TargetState.read(connection, request.layout().history());
      return new UndoPlanner(request, target, state, connection).plan(to);
    } catch (SQLException failure) {
      throw Unreadable.of(failure, request.layout().history(), target);
    }
  }

  /// Undoes, and gives what was done; fails with a problem that says what stands.
  ///
  /// @param to the version that stays the newest; [UndoPlanner#BEFORE_ALL] undoes every one
  /// @param approved the printed digest of the plan that was approved; nothing else then runs
  public Outcome undo(
      PlanRequest request,
      String to,
      Optional<String> approved,
      OpenTarget target,
      RunListener listener) {
    return run.run(
        request,
        plan(request, to, target),
        approved,
        target,
        listener,
        seen -> plan(request, to, target));
  }
}
