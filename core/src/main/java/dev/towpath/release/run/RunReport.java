package dev.towpath.release.run;

import dev.towpath.config.DurationWord;
import dev.towpath.problem.Exit;
import dev.towpath.release.Release;
import dev.towpath.release.journal.Approvals;
import dev.towpath.release.journal.Retrospective;
import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.journal.StepState;
import dev.towpath.report.Block;
import dev.towpath.report.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A release as a report: where it stands.
public final class RunReport {
  private RunReport() {}

  /// Where it stands, for `release status` and at the end of a drive.
  public static Report of(String kind, RunState run) {
    Release release = run.release();
    List<Block.Row> rows = new ArrayList<>();
    List<Map<String, @Nullable Object>> steps = new ArrayList<>();
    for (StepState step : run.steps().values()) {
      rows.add(
          new Block.Row(
              tone(step),
              List.of(
                  "" + step.number(),
                  word(run, step),
                  took(step),
                  release.stepName(step.number()),
                  told(step))));
      steps.add(data(release, step));
    }
    Optional<Retrospective> duty = Retrospective.of(run);
    Report head = head(kind, run).data("standing", Releases.word(run.standing()));
    return ApprovalReport.add(head, run)
        .data("retrospective", duty.map(each -> each.words()).orElse(null))
        .data("steps", steps)
        .block(new Block.Table(List.of("", "state", "took", "step", ""), rows))
        .block(new Block.Facts(WentBack.facts(run)))
        .block(
            new Block.Facts(
                duty.stream().map(each -> new Block.Fact("retrospective", each.words())).toList()))
        .exit(exit(run))
        .summary(summary(run))
        .next(next(run, duty));
  }

  /// The same, and who drives it: nothing happens to a release in its middle that nobody drives.
  public static Report of(String kind, RunState run, Driving driving) {
    Report report =
        of(kind, run).data("driver", driving.driver().filter(_ -> driving.isNow()).orElse(null));
    if (!run.standing().isMoving()) {
      return report;
    }
    Report told = report.block(new Block.Facts(List.of(new Block.Fact("driver", driving.words()))));
    return driving.isNow() && said(run).isEmpty()
        ? told.next("towpath release status " + run.release().id() + " --follow")
        : told;
  }

  static Report head(String kind, RunState run) {
    Release release = run.release();
    List<Block.Fact> facts = new ArrayList<>();
    facts.add(new Block.Fact("release", release.id().text()));
    facts.add(new Block.Fact("runbook", release.name() + " (" + release.runbook() + ")"));
    facts.add(new Block.Fact("environment", release.environment()));
    release.commit().ifPresent(commit -> facts.add(new Block.Fact("commit", commit)));
    facts.add(new Block.Fact("class", release.releaseClass().word()));
    facts.add(new Block.Fact("author", ApprovalReport.author(run.author())));
    facts.add(new Block.Fact("approve", release.rule().words()));
    release
        .rule()
        .retrospective()
        .ifPresent(
            length -> facts.add(new Block.Fact("look again", "within " + DurationWord.of(length))));
    facts.add(new Block.Fact("migrations", migrations(release)));
    facts.add(new Block.Fact("digest", release.digest()));
    return Report.of(kind)
        .data("release", release.id().text())
        .data("environment", release.environment())
        .data("runbook", release.runbook())
        .data("class", release.releaseClass().word())
        .data("digest", release.digest())
        .data("author", ApprovalReport.data(run.author()))
        .data("approve", release.rule().approve())
        .data("sign", release.rule().sign())
        .data(
            "migrations",
            release.migrations().pending().stream().map(Release.Pending::version).toList())
        .block(new Block.Facts(facts));
  }

  private static String migrations(Release release) {
    int count = release.migrations().pending().size();
    return count == 0 ? "none" : count + ", behind " + release.migrations().before();
  }

  static String word(RunState run, StepState step) {
    return left(run, step) ? "ended" : word(step);
  }

  /// Whether it will not go on, since the release does without it.
  static boolean left(RunState run, StepState step) {
    boolean open = step.phase() == StepState.Phase.BEGUN || step.phase() == StepState.Phase.WAITING;
    return open
        && (run.standing() == RunState.Standing.ABORTED
            || (run.goingBack().isPresent() && step.number() <= run.release().steps().size()));
  }

  private static String word(StepState step) {
    return switch (step.phase()) {
      case AHEAD -> "";
      case BEGUN -> "running";
      case WAITING -> "waits";
      case DONE -> "done";
      case STOPPED -> step.settled() ? "ignored" : "STOPPED";
      case SKIPPED -> "skipped";
      case UNDOING -> "undoing";
      case UNDONE -> "undone";
      case UNDO_STOPPED -> "UNDO STOPPED";
    };
  }

  static Block.Tone tone(StepState step) {
    return switch (step.phase()) {
      case AHEAD -> Block.Tone.FAINT;
      case BEGUN, UNDOING, UNDONE, SKIPPED -> Block.Tone.PLAIN;
      case WAITING -> Block.Tone.WARNING;
      case DONE -> Block.Tone.GOOD;
      case STOPPED -> step.settled() ? Block.Tone.WARNING : Block.Tone.BAD;
      case UNDO_STOPPED -> Block.Tone.BAD;
    };
  }

  private static String took(StepState step) {
    if (step.began().isEmpty() || step.ended().isEmpty()) {
      return "";
    }
    Duration took = Duration.between(step.began().get(), step.ended().get());
    return took.toMillis() < 1000 ? took.toMillis() + " ms" : took.toSeconds() + " s";
  }

  /// Why it stopped, what it waits for, or who left it out.
  static String told(StepState step) {
    return switch (step.phase()) {
      case WAITING -> "for " + step.told().get("what");
      case STOPPED, UNDO_STOPPED ->
          step.told().get("problem") instanceof Map<?, ?> problem
              ? String.valueOf(problem.get("what"))
              : "";
      case SKIPPED -> String.valueOf(step.told().get("reason"));
      case AHEAD, BEGUN, DONE, UNDOING, UNDONE -> "";
    };
  }

  private static Map<String, @Nullable Object> data(Release release, StepState step) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("number", step.number());
    data.put("name", release.stepName(step.number()));
    data.put("state", step.phase().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    data.put("began", step.began().map(Object::toString).orElse(null));
    data.put("ended", step.ended().map(Object::toString).orElse(null));
    data.put("told", step.told());
    return data;
  }

  private static Exit exit(RunState run) {
    return switch (run.standing()) {
      case PLANNED, RUNNING, ROLLING_BACK, DONE -> Exit.FINE;
      case PAUSED -> pausedItself(run).isPresent() ? Exit.STOPPED : Exit.FINE;
      case STOPPED, ABORTED -> Exit.STOPPED;
      case ROLLED_BACK -> Exit.UNCHANGED;
    };
  }

  /// Why a release paused that nobody paused.
  private static Optional<String> pausedItself(RunState run) {
    return run.last(RunEvent.Kind.PAUSED)
        .filter(_ -> run.standing() == RunState.Standing.PAUSED)
        .filter(event -> event.text("person").equals("needed"))
        .map(event -> event.text("reason"));
  }

  static String summary(RunState run) {
    int all = run.release().steps().size();
    long done =
        run.steps().values().stream()
            .filter(step -> step.number() <= all && step.settled())
            .count();
    return "release "
        + Releases.word(run.standing())
        + ", "
        + done
        + " of "
        + all
        + " steps done"
        + pausedItself(run).map(why -> ": " + why).orElse("");
  }

  private static String next(RunState run, Optional<Retrospective> duty) {
    String id = run.release().id().text();
    if (run.standing().isEnd() && duty.filter(Retrospective::isOpen).isPresent()) {
      return "towpath release retrospective " + id + " --file FILE";
    }
    return switch (run.standing()) {
      case PLANNED, RUNNING, ROLLING_BACK ->
          said(run).map(word -> "towpath release " + word).orElse("towpath release start " + id);
      case PAUSED -> "towpath release resume " + id;
      case STOPPED -> "towpath release retry " + id + ", or towpath release roll-back " + id;
      case ABORTED -> "towpath release roll-back " + id;
      case DONE, ROLLED_BACK ->
          isWritten(run) ? "towpath ledger verify" : "towpath release notes " + id + " --write";
    };
  }

  /// Whether people can read what became of it: by a step, or by hand.
  private static boolean isWritten(RunState run) {
    return run.last(RunEvent.Kind.WRITTEN)
            .filter(event -> !run.isUnwritten() && event.body().containsKey("files"))
            .isPresent()
        || run.events().stream()
            .filter(event -> event.kind() == RunEvent.Kind.STEP_DONE)
            .anyMatch(event -> isNotes(run, event.step()));
  }

  private static boolean isNotes(RunState run, int step) {
    return run.release().steps().stream()
        .anyMatch(each -> each.number() == step && each.kind().equals("notes"));
  }

  /// What somebody says to a release that waits for a person.
  static Optional<String> said(RunState run) {
    String id = run.release().id().text();
    if (run.goingBack().isPresent()) {
      return Optional.empty();
    }
    for (Release.PlannedStep step : run.release().steps()) {
      if (run.step(step.number()).phase() == StepState.Phase.WAITING) {
        return switch (step.kind()) {
          case "approve" ->
              Approvals.missing(run).stream()
                  .findFirst()
                  .map(role -> "approve " + id + " --role " + role);
          case "checklist" -> Optional.of("tick " + id + " --item N");
          case "decide" -> Optional.of("decide " + id + " go|roll-back");
          case "watch", "gate" -> Optional.of("resume " + id + ", or roll-back " + id);
          default -> Optional.empty();
        };
      }
    }
    return Optional.empty();
  }
}
