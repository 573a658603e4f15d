package dev.towpath.rollback;

import dev.towpath.backup.Backup;
import dev.towpath.migration.Migration;
import dev.towpath.migration.Source;
import dev.towpath.migration.history.Records;
import dev.towpath.migration.run.Plan;
import dev.towpath.migration.run.PlanRequest;
import dev.towpath.migration.run.Undoer;
import dev.towpath.migration.status.MigrationState;
import dev.towpath.migration.status.State;
import dev.towpath.migration.status.Status;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.report.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Looks at a target and says what can be undone there, how, and at what loss. Changes nothing.
public final class RollbackPlanner {
  /// The version behind which everything is undone.
  static final String BEFORE_ALL = "0";

  private static final int FINDINGS_SHOWN = 5;

  private final DownTrials trials;
  private final Restores restores;

  public RollbackPlanner(DownTrials trials, Restores restores) {
    this.trials = trials;
    this.restores = restores;
  }

  public RollbackPlan plan(RollbackRequest request, OpenTarget target) {
    try (Connection connection = target.connect("rollback")) {
      PlanRequest files = request.files();
      Status status = Soundness.status(connection, files);
      List<Migration> applied = applied(status);
      List<String> last = Records.lastRun(connection, files.layout().history().name());
      List<Migration> half = files(status, Set.of(State.FAILED));
      String to = request.to().orElseGet(() -> before(applied, half, last));
      int stay = stay(applied, to);
      List<RollbackStep> steps = new ArrayList<>();
      half.reversed().forEach(each -> steps.add(RollbackStep.half(each, down(each))));
      steps.addAll(steps(request, applied, stay, to, target));
      List<Way> ways = ways(connection, request, target, applied.subList(0, stay), steps);
      return new RollbackPlan(
          target.target().name(),
          applied.isEmpty() ? "" : applied.getLast().version(),
          to,
          assessed(status, applied, last, leftOut(request, target)),
          List.copyOf(steps),
          ways,
          steps.isEmpty() ? Optional.empty() : Ways.chosen(request, ways, to),
          noReturn(steps, ways));
    } catch (SQLException failure) {
      throw Problem.of("rollback-unreadable", Exit.UNREACHABLE, "The database can't be assessed.")
          .because("The server said: " + failure.getMessage())
          .leaving("Nothing was changed.")
          .next("Look at the connection and the rights of its role: towpath doctor")
          .exception(failure);
    }
  }

  private List<Way> ways(
      Connection connection,
      RollbackRequest request,
      OpenTarget target,
      List<Migration> stay,
      List<RollbackStep> steps)
      throws SQLException {
    if (steps.isEmpty()) {
      return List.of();
    }
    BackupWays backups = new BackupWays(connection, request, target, stay);
    List<Way.Restore> found = new ArrayList<>(backups.find());
    Optional<Backup> physical = backups.physical();
    if (physical.isPresent()) {
      found.add(
          new PointInTimeWay(connection, request, restores, target).of(physical.get(), steps));
    }
    return Ways.sorted(DownWay.of(steps), found);
  }

  /// Versioned migrations whose files are here, in the order in which they ran.
  static List<Migration> applied(Status status) {
    return files(status, Set.of(State.APPLIED, State.EDITED));
  }

  private static List<Migration> files(Status status, Set<State> states) {
    return status.migrations().stream()
        .filter(each -> states.contains(each.state()))
        .flatMap(each -> each.file().stream())
        .filter(each -> each.kind() == Migration.Kind.VERSIONED)
        .toList();
  }

  /// The last good version, or the one before the first one of the last run.
  private static String before(List<Migration> applied, List<Migration> half, List<String> last) {
    if (!half.isEmpty()) {
      return applied.isEmpty() ? BEFORE_ALL : applied.getLast().version();
    }
    Set<String> run = Set.copyOf(last);
    for (int i = 0; i < applied.size(); i++) {
      if (run.contains(applied.get(i).version())) {
        return i == 0 ? BEFORE_ALL : applied.get(i - 1).version();
      }
    }
    throw Problem.of(
            "rollback-target-unknown", Exit.USAGE, "To which version is the database to go back?")
        .because("No run of Towpath is recorded here that still stands.")
        .leaving("Nothing was changed.")
        .next("Name the version that is to stay the newest: --to VERSION")
        .exception();
  }

  /// How many of the applied migrations are not undone.
  static int stay(List<Migration> applied, String to) {
    List<String> versions = applied.stream().map(Migration::version).toList();
    int index = versions.indexOf(to);
    if (index < 0 && !to.equals(BEFORE_ALL)) {
      throw Problem.of(
              "undo-version-unknown", Exit.USAGE, "Version " + to + " is not applied here.")
          .leaving("Nothing was changed.")
          .next("Name an applied version, as towpath status lists them, or 0 to undo all.")
          .exception();
    }
    return index + 1;
  }

  private List<RollbackStep> steps(
      RollbackRequest request, List<Migration> applied, int stay, String to, OpenTarget target)
      throws SQLException {
    if (stay == applied.size()) {
      return List.of();
    }
    Map<String, Trial> tried = trials.run(request.files(), applied, applied.size() - stay, target);
    Plan undo = Undoer.plan(request.files(), to, target);
    List<RollbackStep> steps = new ArrayList<>();
    for (Migration migration : applied.subList(stay, applied.size()).reversed()) {
      Optional<String> down = down(migration);
      Trial trial =
          tried.getOrDefault(
              migration.key(),
              Trial.untried("A newer migration could not be undone in the trial."));
      steps.add(new RollbackStep(migration, down, losses(undo, down), trial, false));
    }
    return List.copyOf(steps);
  }

  private static Optional<String> down(Migration migration) {
    return migration.down().map(Source::file);
  }

  private static List<Finding> losses(Plan undo, Optional<String> down) {
    return undo.findings().stream()
        .filter(each -> each.rule().equals("undo-loses-data"))
        .filter(each -> each.where().map(where -> where.file()).equals(down))
        .toList();
  }

  private static List<String> assessed(
      Status status, List<Migration> applied, List<String> last, List<String> left) {
    List<String> said = new ArrayList<>();
    said.add(
        applied.size()
            + " applied, "
            + status.in(State.PENDING).size()
            + " pending, "
            + status.in(State.FAILED).size()
            + " failed");
    for (MigrationState failed : status.in(State.FAILED)) {
      said.add("Half applied: " + failed.version() + " " + failed.name());
    }
    if (status.in(State.FAILED).isEmpty() && !applied.isEmpty()) {
      said.add("Last good migration: " + applied.getLast().title());
    }
    if (!last.isEmpty()) {
      said.add("The last run applied " + String.join(", ", last));
    }
    status.findings().stream().map(Finding::message).limit(FINDINGS_SHOWN).forEach(said::add);
    left.forEach(id -> said.add("Left out, as it failed its last proof: backup " + id));
    return said;
  }

  /// Backups that count for nothing.
  private static List<String> leftOut(RollbackRequest request, OpenTarget target) {
    return request.backups().stream()
        .filter(each -> each.manifest().environment().equals(target.target().name()))
        .filter(Backup::failed)
        .map(each -> each.id().text())
        .toList();
  }

  /// Going from the newest back, the first step that costs rows whichever way, or that is none.
  private static Optional<String> noReturn(List<RollbackStep> steps, List<Way> ways) {
    boolean restore =
        ways.stream()
            .anyMatch(way -> way instanceof Way.Restore && way.access() != Way.Access.CLOSED);
    for (RollbackStep step : steps) {
      String title = step.migration().title();
      if (!step.undoable()) {
        return Optional.of(
            restore
                ? title + ": behind it only a backup leads back, which loses what was written since"
                : title + ": behind it there is no way back but a new migration");
      }
      if (!step.losses().isEmpty()) {
        return Optional.of(title + ": undoing it takes rows or values away for good");
      }
    }
    return Optional.empty();
  }
}
