package dev.towpath.release.plan;

import dev.towpath.release.Beside;
import dev.towpath.release.Beside.Price;
import dev.towpath.release.Beside.Remark;
import dev.towpath.release.Release;
import dev.towpath.release.Release.PlannedStep;
import dev.towpath.release.journal.Retrospective;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.journal.StepState;
import dev.towpath.release.run.Journal;
import dev.towpath.release.runbook.Runbook;
import dev.towpath.release.runbook.RunbookStep;
import dev.towpath.release.step.WayBack;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the people who approve a release should know of it: what the runbook leaves
/// open, and what the project's releases before it say. None of it is in the plan's digest.
///
/// @param release just planned
/// @param others the project's other releases, the newest first
public record Known(Release release, Runbook runbook, List<RunState> others, Instant now) {
  /// A project has rarely more; what is older is no measure of today.
  private static final int MOST_RELEASES = 200;

  /// The release, with what the journal knows beside it.
  public static Release of(Release release, Runbook runbook, Journal journal, Instant now) {
    List<RunState> others =
        journal.newest(release.project(), MOST_RELEASES).stream()
            .filter(id -> !id.equals(release.id()))
            .map(journal::state)
            .toList();
    return release.beside(new Known(release, runbook, others, now).beside());
  }

  Beside beside() {
    List<Remark> remarks = new ArrayList<>(retrospectives());
    review().ifPresent(remarks::add);
    approval().ifPresent(remarks::add);
    backup().ifPresent(remarks::add);
    List<Price> prices =
        Stream.concat(
                release.steps().stream().filter(PlannedStep::undoable).map(this::price),
                runbook.rollBack().stream().map(this::price))
            .toList();
    List<Beside.BackStep> rollBack =
        runbook.rollBack().stream()
            .map(step -> new Beside.BackStep(step.number(), step.name()))
            .toList();
    return new Beside(runbook.reviewed(), List.copyOf(remarks), prices, rollBack);
  }

  /// Approvals that nobody waits for must be there when it starts.
  private Optional<Remark> approval() {
    if (release.waitsForApproval()) {
      return Optional.empty();
    }
    String message =
        "No step 'approve' before the first change: it doesn't wait for %s, nor start without."
            .formatted(release.rule().words());
    return Optional.of(Remark.of(Finding.of("approval-not-awaited", Severity.WARNING, message)));
  }

  /// Without down scripts the way back is a backup.
  private Optional<Remark> backup() {
    List<String> kinds = release.steps().stream().map(PlannedStep::kind).toList();
    int migrate = kinds.indexOf("migrate");
    boolean needed =
        migrate >= 0
            && release.migrations().loses().equals(PendingMigrations.SINCE_THE_BACKUP)
            && !kinds.subList(0, migrate).contains("backup");
    String message =
        "A migration has no down script, and the runbook makes no backup before step %d."
            .formatted(migrate + 1);
    return needed
        ? Optional.of(Remark.of(Finding.of("way-back-without-backup", Severity.WARNING, message)))
        : Optional.empty();
  }

  /// A runbook that nobody read since it was last run may name what is gone.
  private Optional<Remark> review() {
    if (runbook.reviewed().isEmpty()) {
      return Optional.of(unread("Nobody says when the runbook was last read as a whole."));
    }
    LocalDate reviewed = runbook.reviewed().get();
    return others.stream()
        .filter(run -> run.release().runbook().equals(release.runbook()))
        .filter(run -> run.began().isPresent())
        .findFirst()
        .filter(run -> reviewed.isBefore(day(run.began().orElseThrow())))
        .map(
            run ->
                unread(
                    "The runbook was last read as a whole on %s, before the release %s on %s."
                        .formatted(reviewed, run.release().id(), day(run.began().orElseThrow()))));
  }

  private static Remark unread(String message) {
    return Remark.of(Finding.of("runbook-not-reviewed", Severity.WARNING, message));
  }

  private static LocalDate day(Instant at) {
    return at.atZone(ZoneOffset.UTC).toLocalDate();
  }

  /// Whoever asks for the same haste again hears what is still owed for the last one.
  private List<Remark> retrospectives() {
    List<Remark> remarks = new ArrayList<>();
    if (release.rule().retrospective().isPresent()) {
      for (RunState run : others) {
        Retrospective.of(run)
            .filter(Retrospective::isOpen)
            .map(duty -> remark(run, duty))
            .ifPresent(remarks::add);
      }
    }
    return remarks;
  }

  private Remark remark(RunState run, Retrospective duty) {
    boolean overdue = duty.isOverdue(now);
    String message =
        "The retrospective of "
            + run.release().id()
            + (overdue ? " is OVERDUE: it was due " : " is open: it is due ")
            + duty.due()
            + ".";
    Severity severity = overdue ? Severity.ERROR : Severity.WARNING;
    return Remark.of(Finding.of("retrospective-open", severity, message));
  }

  private Price price(PlannedStep step) {
    return new Price(step.number(), took(step), loses(step));
  }

  /// One of the way back; only the one that takes the database back loses what was written.
  private Price price(RunbookStep step) {
    Optional<Duration> took =
        others.stream()
            .filter(run -> run.release().stepName(step.number()).equals(step.name()))
            .map(run -> run.step(step.number()))
            .filter(state -> state.phase() == StepState.Phase.DONE)
            .flatMap(state -> length(state).stream())
            .findFirst();
    String loses = step.kind().equals("undo") ? release.migrations().loses() : "";
    return new Price(step.number(), took, loses);
  }

  private String loses(PlannedStep step) {
    if (step.kind().equals("migrate")) {
      return release.migrations().loses();
    }
    return switch (runbook.step(step.number()).step().wayBack()) {
      case WayBack.By(_, String loses) -> loses;
      case WayBack.NotNeeded(), WayBack.None _ -> WayBack.UNKNOWN;
    };
  }

  /// As long as the same step took when it was last undone.
  private Optional<Duration> took(PlannedStep step) {
    return others.stream().flatMap(run -> undone(run, step).stream()).findFirst();
  }

  private static Optional<Duration> undone(RunState run, PlannedStep step) {
    return run.release().steps().stream()
        .filter(each -> each.kind().equals(step.kind()) && each.name().equals(step.name()))
        .map(each -> run.step(each.number()))
        .filter(state -> state.phase() == StepState.Phase.UNDONE)
        .flatMap(state -> length(state).stream())
        .findFirst();
  }

  private static Optional<Duration> length(StepState state) {
    return state.began().flatMap(from -> state.ended().map(to -> Duration.between(from, to)));
  }
}
