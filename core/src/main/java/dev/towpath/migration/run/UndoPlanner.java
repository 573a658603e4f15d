package dev.towpath.migration.run;

import dev.towpath.migration.Migration;
import dev.towpath.migration.Source;
import dev.towpath.migration.history.Action;
import dev.towpath.migration.history.Applied;
import dev.towpath.migration.history.History;
import dev.towpath.migration.status.Status;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Location;
import dev.towpath.problem.Problem;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes the plan of an undo: the applied migrations behind a version, newest first.
final class UndoPlanner {
  /// Stands for the state before the first migration.
  static final String BEFORE_ALL = "0";

  private final PlanRequest request;
  private final OpenTarget target;
  private final TargetState state;
  private final LossCount rows;
  private final List<Finding> findings = new ArrayList<>();

  UndoPlanner(PlanRequest request, OpenTarget target, TargetState state, Connection connection) {
    this.request = request;
    this.target = target;
    this.state = state;
    this.rows = new LossCount(connection);
  }

  Plan plan(String to) throws SQLException {
    List<PlannedMigration> planned = new ArrayList<>();
    Progress progress = new Progress(state.intents(), Action.UNDO);
    Set<Migration> edited = edited();
    for (Migration migration : behind(to).reversed()) {
      Optional<Source> down = migration.down();
      if (edited.contains(migration)) {
        findings.add(edited(migration));
      }
      if (down.isEmpty()) {
        findings.add(missing(migration));
      } else {
        planned.add(planned(migration, down.get(), progress));
      }
    }
    findings.addAll(SyntaxCheck.of(planned, target.major()));
    return new Plan(
        target.target().name(),
        Plan.Direction.UNDO,
        request.layout().name(),
        Planner.applied(state),
        List.copyOf(planned),
        List.copyOf(findings),
        digest(to));
  }

  /// The applied migrations whose file says something else now.
  private Set<Migration> edited() {
    Status.Known known = new Status.Known(state.applied(), state.digests(), state.intents());
    return Status.of(request.layout(), request.files(), known).migrations().stream()
        .filter(each -> each.row().isPresent() && each.content() == History.Sameness.DIFFERENT)
        .flatMap(each -> each.file().stream())
        .collect(Collectors.toSet());
  }

  private Finding edited(Migration migration) {
    boolean accepted = request.options().acceptEdited();
    return Finding.of(
            "edited-after-applied",
            accepted ? Severity.WARNING : Severity.ERROR,
            "The migration " + migration.title() + " was edited after it was applied.")
        .at(Location.file(migration.up().file()))
        .because("Its down script may undo what the file says now, not what ran here.")
        .help(
            accepted
                ? "This was accepted."
                : "Check out the commit that was applied, or say that the down script fits:"
                    + " --accept-edited");
  }

  private PlanDigest digest(String to) {
    PlanDigest digest = Planner.digest(request, target, state);
    return new PlanDigest(
        Stream.concat(digest.settings().stream(), Stream.of("undo-to " + to)).toList(),
        digest.files(),
        digest.history());
  }

  /// The applied migrations that come behind a version in the order of the files.
  private List<Migration> behind(String to) {
    Set<String> applied =
        state.applied().stream()
            .filter(row -> row.state() == Applied.State.APPLIED)
            .map(Applied::version)
            .collect(Collectors.toSet());
    List<Migration> files =
        request.files().migrations().stream()
            .filter(each -> each.kind() == Migration.Kind.VERSIONED)
            .filter(each -> applied.contains(each.version()))
            .toList();
    List<String> versions = files.stream().map(Migration::version).toList();
    applied.stream()
        .filter(version -> !versions.contains(version))
        .sorted()
        .forEach(version -> findings.add(fileless(version)));
    int index = versions.indexOf(to);
    if (index < 0 && !to.equals(BEFORE_ALL)) {
      throw unknown(to).exception();
    }
    return files.subList(index + 1, files.size());
  }

  private PlannedMigration planned(Migration migration, Source down, Progress progress)
      throws SQLException {
    Grouping.Grouped grouped = Grouping.of(down);
    findings.addAll(grouped.findings());
    Progress.Point point = progress.of(migration, down, grouped.groups());
    point.moved().ifPresent(findings::add);
    List<DataLoss> losses = DataLosses.of(down);
    for (DataLoss loss : losses) {
      rows.of(loss).ifPresent(count -> findings.add(losing(loss, count)));
    }
    return new PlannedMigration(
        migration,
        down,
        grouped.groups(),
        point.done(),
        point.interrupted(),
        new WayBack.Down(down.file(), losses),
        SessionState.changed(down.text()),
        SessionState.leftBehind(down.text()));
  }

  private Finding losing(DataLoss loss, LossCount.Rows count) {
    boolean accepted = request.options().acceptDataLoss();
    return Finding.of(
            "undo-loses-data",
            accepted ? Severity.WARNING : Severity.ERROR,
            "The down script " + loss.sentence() + ": " + count.words() + " would be lost.")
        .at(loss.where())
        .because("Nothing brings them back but a backup.")
        .help(
            accepted
                ? "This was accepted."
                : "Save the rows first, or say that they may go: --accept-data-loss");
  }

  private Finding missing(Migration migration) {
    return Finding.of(
            "undo-without-script",
            Severity.ERROR,
            "Migration " + migration.title() + " has no down script.")
        .at(Location.file(migration.up().file()))
        .because("Towpath undoes a migration by its down script alone.")
        .help(
            "Write it ("
                + request.layout().downScript(migration)
                + "), or go back by a new migration, or by a backup.");
  }

  private static Finding fileless(String version) {
    return Finding.of(
            "undo-without-script",
            Severity.ERROR,
            "Migration " + version + " is applied, and there is no file of it here.")
        .because("It may be newer than the version to go back to.")
        .help("Check out the commit that has it.");
  }

  private static Problem unknown(String to) {
    return Problem.of("undo-version-unknown", Exit.USAGE, "Version " + to + " is not applied here.")
        .leaving("Nothing was changed.")
        .next("Name an applied version, as towpath status lists them, or 0 to undo all.");
  }
}
