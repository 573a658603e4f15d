package dev.towpath.migration.run;

import dev.towpath.migration.Migration;
import dev.towpath.migration.history.Action;
import dev.towpath.migration.history.Driver;
import dev.towpath.migration.history.History;
import dev.towpath.migration.history.Records;
import dev.towpath.migration.history.Run;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/// Records a pending migration as applied without running it, for one whose effect stands already.
public final class Marker {
  private final Clock clock;
  private final RunContext.Who who;

  /// @param user the person or job, for the record
  /// @param driver this process for other runs that wait for it
  /// @param tool Towpath's own name and version
  public Marker(Clock clock, String user, String driver, String tool) {
    this.clock = clock;
    this.who = new RunContext.Who(user, driver, tool);
  }

  /// Writes the row of the tool's history and our record, in one transaction, while no other run
  /// can change the target. Fails with `record-not-pending`.
  ///
  /// @param key the version, or the name of a repeatable script
  /// @param proof is asked once the target is ours, and fails if the effect doesn't stand
  public Migration mark(
      PlanRequest request,
      String key,
      OpenTarget target,
      Consumer<Migration> proof,
      RunListener listener) {
    History history = request.layout().history();
    try (Claim claim =
        Claim.take(target, history, who.driver(), request.options().targetPatience(), listener)) {
      Plan plan = Planner.plan(request, target);
      PlannedMigration planned = pending(plan, key);
      proof.accept(planned.migration());
      write(history, claim.epoch(), plan, planned, target);
      return planned.migration();
    } catch (SQLException failure) {
      throw Unreadable.of(failure, history, target);
    }
  }

  private static PlannedMigration pending(Plan plan, String key) {
    return plan.migrations().stream()
        .filter(each -> each.migration().key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.of(
                        "record-not-pending",
                        Exit.REFUSED,
                        "No migration " + key + " is pending on " + plan.target() + ".")
                    .because("Only one that has a file and is not in the history can be recorded.")
                    .leaving("Nothing was changed.")
                    .next("See what is pending: towpath status -e " + plan.target())
                    .exception());
  }

  private void write(
      History history, long epoch, Plan plan, PlannedMigration planned, OpenTarget target)
      throws SQLException {
    Instant now = clock.instant();
    Run run =
        new Run(
            planned.migration(),
            planned.statements().stream().map(PlannedStatement::sql).toList(),
            now,
            Duration.ZERO,
            who.user());
    try (Connection connection = target.connectToWrite(Claim.WORK + " " + epoch)) {
      connection.setAutoCommit(false);
      history.succeed(connection, run);
      Records.write(
          connection, history.name(), Action.APPLY, run, plan.digest().full(), who.tool());
      Driver.check(connection, history.name(), epoch);
      connection.commit();
    }
  }
}
