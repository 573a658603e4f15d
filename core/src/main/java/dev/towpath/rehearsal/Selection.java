package dev.towpath.rehearsal;

import dev.towpath.migration.Migration;
import dev.towpath.migration.naming.NewMigrations;
import dev.towpath.migration.run.Plan;
import dev.towpath.migration.run.PlanRequest;
import dev.towpath.migration.run.PlannedMigration;
import dev.towpath.migration.run.Planner;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.report.Finding;
import java.nio.file.Path;
import java.util.List;

/// The migrations that are rehearsed.
///
/// @param words for a person: `pending on staging`
/// @param pending in the order in which they run
/// @param findings what was seen on the way
public record Selection(String words, List<Migration> pending, List<Finding> findings) {
  public Selection {
    pending = List.copyOf(pending);
    findings = List.copyOf(findings);
  }

  /// What an apply would run on a target.
  public static Selection pendingOn(PlanRequest request, OpenTarget target) {
    Plan plan = Planner.plan(request, target);
    return new Selection(
        "pending on " + plan.target(),
        plan.migrations().stream().map(PlannedMigration::migration).toList(),
        plan.findings());
  }

  /// Those that a branch hasn't.
  ///
  /// @param folder of migrations, relative to the project
  /// @param ref a branch or commit, such as `origin/main`
  public static Selection since(PlanRequest request, Path project, Path folder, String ref) {
    return new Selection(
        "not on " + ref, NewMigrations.since(request.files(), project, folder, ref), List.of());
  }

  /// All that there are.
  public static Selection all(PlanRequest request) {
    return new Selection("all, from an empty database", request.files().migrations(), List.of());
  }
}
