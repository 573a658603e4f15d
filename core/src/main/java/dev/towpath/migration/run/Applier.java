package dev.towpath.migration.run;

import dev.towpath.postgres.OpenTarget;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Applies the pending migrations of a project to a target.
///
/// Each migration, its history row and our record are committed together. One run at a time changes
/// a target; what runs is what is pending once the target is ours.
public final class Applier {
  private final OwnedRun run;

  /// @param user the person or job, for the record
  /// @param driver this process for other runs that wait for it, as `host, process 42`
  /// @param tool Towpath's own name and version
  public Applier(Clock clock, RandomGenerator random, String user, String driver, String tool) {
    this.run = new OwnedRun(clock, random, new RunContext.Who(user, driver, tool));
  }

  private Applier(OwnedRun run) {
    this.run = run;
  }

  /// The same, with somebody who looks at each statement.
  public Applier observed(Observer observer) {
    return new Applier(run.observed(observer));
  }

  /// Applies what is pending, and gives what was done; fails with a problem that says what stands.
  ///
  /// @param approved the printed digest of the plan that was approved; nothing else then runs
  public Outcome apply(
      PlanRequest request, Optional<String> approved, OpenTarget target, RunListener listener) {
    Plan seen = Planner.plan(request, target);
    return run.run(
        request, seen, approved, target, listener, plan -> afresh(request, plan, target));
  }

  /// The same plan if nothing moved since it was made, so that nothing is parsed twice.
  private static Plan afresh(PlanRequest request, Plan seen, OpenTarget target) {
    try (Connection connection = target.connect("plan")) {
      TargetState state = TargetState.read(connection, request.layout().history());
      return Planner.digest(request, target, state).equals(seen.digest())
          ? seen
          : Planner.plan(request, target, state);
    } catch (SQLException failure) {
      throw Unreadable.of(failure, request.layout().history(), target);
    }
  }
}
