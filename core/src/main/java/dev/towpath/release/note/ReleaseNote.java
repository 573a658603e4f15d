package dev.towpath.release.note;

import dev.towpath.release.Beside;
import dev.towpath.release.Release;
import dev.towpath.release.Release.PlannedStep;
import dev.towpath.release.ReleaseClass;
import dev.towpath.release.journal.Retrospective;
import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.journal.StepState;
import dev.towpath.release.journal.StepState.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A release as people read it later. The same journal gives the same text.
///
/// @param onCall who is on call; empty where nobody said
/// @param changes what users will see, as a person wrote it
/// @param impact what it means for a regulator, as a person wrote it
public record ReleaseNote(
    RunState run, Optional<String> onCall, Optional<String> changes, Optional<String> impact) {
  static final String WORD = "notes";

  private static final String NOT_SAID = "not said";

  /// When it was first driven; when it was planned, if it wasn't.
  public Instant began() {
    return run.began().orElse(run.release().planned());
  }

  /// The whole page.
  public String text() {
    Release release = run.release();
    Markdown page = new Markdown().heading(1, "Release " + release.id());
    facts(page);
    page.heading(2, "User-facing changes").paragraph(changes.orElse("Nobody wrote them down."));
    page.heading(2, "Regulatory impact").paragraph(impact.orElseGet(this::computedImpact));
    migrations(page);
    wayBack(page);
    ApprovalTable.write(page, run);
    steps(page);
    checklists(page);
    deviations(page);
    return page.page();
  }

  private void facts(Markdown page) {
    Release release = run.release();
    page.head(List.of("", ""))
        .row(List.of("Date", Markdown.time(began())))
        .row(List.of("Commit", release.commit().orElse("none")))
        .row(List.of("Environment", release.environment()))
        .row(List.of("Release manager", manager()))
        .row(List.of("On call", onCall.orElse(NOT_SAID)))
        .row(List.of("Class", release.releaseClass().word()))
        .row(List.of("Runbook", release.name() + " (" + release.runbook() + ")"))
        .row(List.of("Runbook reviewed", reviewed()))
        .row(List.of("Planned", run.author().who() + ", " + Markdown.time(release.planned())))
        .row(List.of("Digest of the plan", release.digest()))
        .row(List.of("Outcome", outcome()));
    Retrospective.of(run).ifPresent(duty -> page.row(List.of("Retrospective", duty.words())));
    page.end();
    if (!release.beside().remarks().isEmpty()) {
      page.heading(2, "Known when it was planned");
      release.beside().remarks().forEach(each -> page.item(each.rule() + ": " + each.message()));
      page.end();
    }
  }

  private String reviewed() {
    return run.release().beside().reviewed().map(Object::toString).orElse(NOT_SAID);
  }

  /// Who drives it.
  private String manager() {
    return run.events().reversed().stream()
        .filter(event -> event.kind() == RunEvent.Kind.TAKEN)
        .findFirst()
        .map(RunEvent::by)
        .orElse(run.release().by());
  }

  /// What became of it, in a word or two.
  String outcome() {
    return switch (run.standing()) {
      case PLANNED -> "planned, not begun";
      case ABORTED -> "aborted";
      case ROLLING_BACK, ROLLED_BACK -> "rolled back";
      case RUNNING, PAUSED, STOPPED, DONE ->
          run.goingBack().isPresent() ? "rolled back" : "released";
    };
  }

  private String computedImpact() {
    return run.release().releaseClass() == ReleaseClass.REGULATED
        ? "The release is of the class regulated. Nobody wrote down what that means."
        : "The class is "
            + run.release().releaseClass().word()
            + "; nobody wrote down a regulatory impact.";
  }

  private void migrations(Markdown page) {
    page.heading(2, "Migrations applied");
    List<Release.Pending> pending = run.release().migrations().pending();
    if (pending.isEmpty()) {
      page.paragraph("None.");
      return;
    }
    page.paragraph(applied() + " The version before was " + before() + ".");
    page.head(List.of("version", "name", "SHA-256"));
    pending.forEach(each -> page.row(List.of(each.version(), each.name(), each.sha256())));
    page.end();
  }

  private String before() {
    String before = run.release().migrations().before();
    return before.equals("0") ? "none" : before;
  }

  private String applied() {
    List<Phase> phases =
        run.release().steps().stream()
            .filter(step -> step.kind().equals("migrate"))
            .map(step -> run.step(step.number()).phase())
            .toList();
    if (phases.contains(Phase.UNDONE)) {
      return "They were applied, and taken back.";
    }
    if (!phases.isEmpty() && phases.stream().allMatch(Phase.DONE::equals)) {
      return run.goingBack().isPresent()
          ? "They were applied; then the release went back."
          : "All of these were applied.";
    }
    return "These were planned; the step that applies them was not done.";
  }

  private void wayBack(Markdown page) {
    page.heading(2, "Rollback plan");
    page.head(List.of("", "step", "way back", "loses"));
    for (PlannedStep step : run.release().steps().reversed()) {
      if (step.undoable() || step.wayBack().isEmpty()) {
        String loses =
            run.release().beside().price(step.number()).map(Beside.Price::loses).orElse("");
        page.row(List.of("" + step.number(), step.name(), step.wayBack().orElse("NONE"), loses));
      }
    }
    page.end();
    run.release()
        .pointOfNoReturn()
        .ifPresent(
            step ->
                page.paragraph(
                    "Point of no return: step " + step.number() + ", " + step.name() + "."));
  }

  private void steps(Markdown page) {
    page.heading(2, "Steps");
    page.head(List.of("", "step", "owner", "state", "begun", "took"));
    for (StepState state : run.steps().values()) {
      Optional<PlannedStep> planned = planned(state);
      // A note doesn't tell of itself: it is the same before and after it is written.
      if (planned.filter(step -> step.kind().equals(WORD)).isEmpty()) {
        page.row(
            List.of(
                "" + state.number(),
                run.release().stepName(state.number()),
                planned.flatMap(PlannedStep::owner).orElse(""),
                word(state),
                state.began().map(Markdown::time).orElse(""),
                took(state)));
      }
    }
    page.end();
  }

  private Optional<PlannedStep> planned(StepState state) {
    return run.release().steps().stream()
        .filter(step -> step.number() == state.number())
        .findFirst();
  }

  private static String word(StepState state) {
    return state.began().isEmpty()
        ? ""
        : state.phase().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String took(StepState state) {
    if (state.began().isEmpty() || state.ended().isEmpty()) {
      return "";
    }
    return Duration.between(state.began().get(), state.ended().get()).toSeconds() + " s";
  }

  private void checklists(Markdown page) {
    for (PlannedStep step : run.release().steps()) {
      if (!step.items().isEmpty()) {
        Map<Integer, RunState.Tick> ticks = run.ticks(step.number());
        page.heading(2, "Checklist: " + step.name());
        for (int item = 1; item <= step.items().size(); item++) {
          page.item(item(step.items().get(item - 1), ticks.get(item)));
        }
        page.end();
      }
    }
  }

  private static String item(String item, RunState.@Nullable Tick tick) {
    if (tick == null) {
      return "[ ] " + item;
    }
    String proof = tick.proof().isEmpty() ? "" : ": " + tick.proof();
    return "[x] %s (%s, %s)%s".formatted(item, tick.by(), Markdown.time(tick.at()), proof);
  }

  /// What was not as planned.
  private void deviations(Markdown page) {
    List<RunEvent> events = run.events().stream().filter(ReleaseNote::isDeviation).toList();
    if (!events.isEmpty()) {
      page.heading(2, "Deviations");
      events.forEach(event -> page.item(deviation(event)));
      page.end();
    }
  }

  private static boolean isDeviation(RunEvent event) {
    return switch (event.kind()) {
      case STEP_STOPPED, STEP_SKIPPED, UNDO_STOPPED, GOING_BACK, ABORTED, PAUSED, REGRESSION ->
          true;
      case ALERTED -> isBad(event);
      case PLANNED,
          APPROVED,
          TAKEN,
          STEP_BEGAN,
          STEP_WAITS,
          STEP_DONE,
          STEP_RETRIED,
          UNDO_BEGAN,
          UNDO_DONE,
          DECIDED,
          TICKED,
          BASELINE,
          RESUMED,
          ENDED,
          RETROSPECTIVE,
          WRITTEN ->
          false;
    };
  }

  /// That people were told of a release's begin and end is as planned.
  private static boolean isBad(RunEvent event) {
    return !List.of("started", "ended").contains(event.text("state"));
  }

  private static String deviation(RunEvent event) {
    String word = event.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String what = event.step() == 0 ? word : "step " + event.step() + ", " + word;
    return "%s: %s, by %s: %s"
        .formatted(Markdown.time(event.at()), what, event.by(), reason(event));
  }

  static String reason(RunEvent event) {
    if (event.body().get("problem") instanceof Map<?, ?> problem) {
      return String.valueOf(problem.get("what"));
    }
    String seen = event.text("seen");
    return event.text("reason") + event.text("why") + (seen.isEmpty() ? "" : ": " + seen);
  }
}
