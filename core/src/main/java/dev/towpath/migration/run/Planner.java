package dev.towpath.migration.run;

import dev.towpath.digest.Sha256;
import dev.towpath.migration.Migration;
import dev.towpath.migration.history.Action;
import dev.towpath.migration.history.Applied;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.report.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Makes the plan of an apply: which migrations are pending, what of each runs in which
/// transaction, how it can be undone, and the digest of all that this rests on. Changes nothing
/// on the target.
public final class Planner {
  private Planner() {}

  /// Reads the target and plans; a target that can't be read ends in a problem.
  public static Plan plan(PlanRequest request, OpenTarget target) {
    try (Connection connection = target.connect("plan")) {
      return plan(request, target, TargetState.read(connection, request.layout().history()));
    } catch (SQLException failure) {
      throw Unreadable.of(failure, request.layout().history(), target);
    }
  }

  static Plan plan(PlanRequest request, OpenTarget target, TargetState state) {
    Pending pending = Pending.of(request, state);
    List<Finding> findings = new ArrayList<>(pending.findings());
    Progress progress = new Progress(state.intents(), Action.APPLY);
    List<PlannedMigration> migrations = new ArrayList<>();
    for (Migration migration : pending.migrations()) {
      migrations.add(planned(migration, progress, findings));
    }
    findings.addAll(SyntaxCheck.of(migrations, target.major()));
    return new Plan(
        target.target().name(),
        Plan.Direction.APPLY,
        request.layout().name(),
        applied(state),
        List.copyOf(migrations),
        List.copyOf(findings),
        digest(request, target, state));
  }

  private static PlannedMigration planned(
      Migration migration, Progress progress, List<Finding> findings) {
    Grouping.Grouped grouped = Grouping.of(migration.up());
    findings.addAll(grouped.findings());
    Progress.Point point = progress.of(migration, migration.up(), grouped.groups());
    point.moved().ifPresent(findings::add);
    return new PlannedMigration(
        migration,
        migration.up(),
        grouped.groups(),
        point.done(),
        point.interrupted(),
        wayBack(migration),
        SessionState.changed(migration.up().text()),
        SessionState.leftBehind(migration.up().text()));
  }

  private static WayBack wayBack(Migration migration) {
    return migration
        .down()
        .<WayBack>map(down -> new WayBack.Down(down.file(), DataLosses.of(down)))
        .orElseGet(WayBack.None::new);
  }

  static int applied(TargetState state) {
    return (int)
        state.applied().stream().filter(row -> row.state() == Applied.State.APPLIED).count();
  }

  static PlanDigest digest(PlanRequest request, OpenTarget target, TargetState state) {
    return new PlanDigest(
        Settings.of(request, target),
        request.files().migrations().stream().flatMap(Planner::files).toList(),
        Stream.concat(
                state.lines().stream(),
                state.intents().stream()
                    .map(
                        each ->
                            each.key()
                                + " statement "
                                + each.statement()
                                + " "
                                + each.digest()
                                + " "
                                + each.outcome().map(Enum::name).orElse("OPEN")))
            .toList());
  }

  /// A down script in a file of its own counts too: it is the way back that was approved.
  private static Stream<String> files(Migration migration) {
    String up = migration.up().file() + " " + migration.digest();
    return migration
        .down()
        .filter(down -> !down.file().equals(migration.up().file()))
        .map(down -> Stream.of(up, down.file() + " " + Sha256.of(down.text())))
        .orElseGet(() -> Stream.of(up));
  }
}
