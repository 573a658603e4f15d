package dev.towpath.release.run;

import dev.towpath.release.Release;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.journal.StepState;
import dev.towpath.report.Ink;
import dev.towpath.report.Visible;
import dev.towpath.report.Wrap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A release as lines of a screen that is drawn again and again: one for each step, none wider than
/// the screen.
public final class RunScreen {
  /// So many steps are shown at the most, those around the one at work: a screen that scrolls can't
  /// be drawn again in its place.
  static final int MOST_STEPS = 14;

  /// So many lines has what a step at work tells, where it doesn't fit behind its name.
  static final int MOST_TOLD = 3;

  private static final int NUMBER = 4;
  private static final int STATE = 12;
  private static final int TIME = 8;
  private static final int NAME = 40;
  private static final int OWNER = 16;
  private static final String INDENT = " ".repeat(8);

  private RunScreen() {}

  /// Draws it: a head, a line for each step, and what a person can say to it.
  ///
  /// @param said what each step told last
  /// @param now by this machine's clock
  public static List<String> lines(RunState run, Map<Integer, String> said, Instant now, Ink ink) {
    List<StepState> steps = shown(List.copyOf(run.steps().values()));
    Release release = run.release();
    String head = release.id() + " on " + release.environment() + ": " + RunReport.summary(run);
    List<String> lines = new ArrayList<>();
    lines.add(ink.strong(cut(head, ink)));
    lines.addAll(told("went back: ", WentBack.line(run), ink));
    Columns columns = Columns.of(release, steps);
    for (StepState step : steps) {
      String detail = detail(run, step, said.getOrDefault(step.number(), ""));
      boolean fits = columns.all() + detail.length() < ink.width();
      lines.add(line(run, step, columns, fits ? detail : "", now, ink));
      if (!fits) {
        lines.addAll(told(INDENT, detail, ink));
      }
    }
    if (steps.size() < run.steps().size()) {
      lines.add(cut("    and " + (run.steps().size() - steps.size()) + " more", ink));
    }
    RunReport.said(run).ifPresent(word -> lines.add(cut("next: towpath release " + word, ink)));
    return lines;
  }

  /// How wide names and owners are.
  private record Columns(int name, int owner) {
    static Columns of(Release release, List<StepState> steps) {
      int name = 0;
      int owner = 0;
      for (StepState step : steps) {
        name = Math.max(name, release.stepName(step.number()).length());
        owner = Math.max(owner, RunScreen.owner(release, step).length());
      }
      return new Columns(Math.min(name, NAME), Math.min(owner, OWNER));
    }

    /// How wide all is that stands before what a step tells.
    int all() {
      return NUMBER + STATE + TIME + name + owner + 4;
    }
  }

  private static String owner(Release release, StepState step) {
    return planned(release, step).flatMap(Release.PlannedStep::owner).orElse("");
  }

  private static Optional<Release.PlannedStep> planned(Release release, StepState step) {
    return release.steps().stream().filter(each -> each.number() == step.number()).findFirst();
  }

  private static List<StepState> shown(List<StepState> steps) {
    if (steps.size() <= MOST_STEPS) {
      return steps;
    }
    int at = 0;
    while (at < steps.size() - 1 && steps.get(at).settled()) {
      at++;
    }
    int from = Math.clamp(at - MOST_STEPS / 2, 0, steps.size() - MOST_STEPS);
    return steps.subList(from, from + MOST_STEPS);
  }

  /// What it tells while it is at work, waits or has stopped.
  private static String detail(RunState run, StepState step, String said) {
    if (step.settled() || RunReport.left(run, step)) {
      return "";
    }
    return Visible.line(RunReport.told(step).isEmpty() ? said : RunReport.told(step));
  }

  /// Lines of their own below a step.
  private static List<String> told(String lead, String text, Ink ink) {
    return text.isEmpty()
        ? List.of()
        : Wrap.hanging(lead, Visible.line(text), ink.width() - 1)
            .lines()
            .limit(MOST_TOLD)
            .map(line -> cut(line, ink))
            .toList();
  }

  private static String line(
      RunState run, StepState step, Columns columns, String detail, Instant now, Ink ink) {
    Release release = run.release();
    String number = "%3d ".formatted(step.number());
    String state = padded(RunReport.word(run, step), STATE);
    String rest =
        padded(time(run, step, now), TIME)
            + padded(release.stepName(step.number()), columns.name())
            + padded(owner(release, step), columns.owner())
            + detail;
    String whole = cut(number + state + Visible.line(rest), ink);
    int end = Math.min(whole.length(), number.length() + STATE);
    int begin = Math.min(number.length(), end);
    return whole.substring(0, begin)
        + ink.tone(RunReport.tone(step), whole.substring(begin, end))
        + whole.substring(end);
  }

  /// How long it has run or ran; of one that is ahead, when it is due.
  private static String time(RunState run, StepState step, Instant now) {
    if (RunReport.left(run, step)) {
      return "";
    }
    if (step.began().isEmpty()) {
      return planned(run.release(), step).flatMap(Release.PlannedStep::at).orElse("");
    }
    Duration took = Duration.between(step.began().get(), step.ended().orElse(now));
    // The journal has the time of its server.
    long seconds = Math.max(0, took.toSeconds());
    return seconds < 3600
        ? "%d:%02d".formatted(seconds / 60, seconds % 60)
        : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  /// Cut or filled up to a width, with a space behind it.
  private static String padded(String text, int width) {
    if (width == 0) {
      return "";
    }
    String cut = text.length() <= width ? text : text.substring(0, width - 1) + "…";
    return cut + " ".repeat(width - cut.length() + 1);
  }

  private static String cut(String text, Ink ink) {
    String line = text.stripTrailing();
    return line.length() < ink.width() ? line : line.substring(0, ink.width() - 1);
  }
}
