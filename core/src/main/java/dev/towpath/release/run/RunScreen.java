package dev.towpath.release.run;

import dev.towpath.release.Release;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.journal.StepState;
import dev.towpath.report.Ink;
import dev.towpath.report.Visible;
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
  static final int MOST_STEPS = 16;

  private static final int STATE = 12;
  private static final int TIME = 8;
  private static final int NAME = 40;
  private static final int OWNER = 16;

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
    Columns columns = Columns.of(release, steps);
    for (StepState step : steps) {
      lines.add(line(release, step, columns, said.getOrDefault(step.number(), ""), now, ink));
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
        name = Math.max(name, RunReport.name(release, step).length());
        owner = Math.max(owner, RunScreen.owner(release, step).length());
      }
      return new Columns(Math.min(name, NAME), Math.min(owner, OWNER));
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

  private static String line(
      Release release, StepState step, Columns columns, String said, Instant now, Ink ink) {
    String number = "%3d ".formatted(step.number());
    String state = padded(RunReport.word(step), STATE);
    String detail = RunReport.told(step).isEmpty() ? said : RunReport.told(step);
    String rest =
        padded(time(step, planned(release, step), now), TIME)
            + padded(RunReport.name(release, step), columns.name())
            + padded(owner(release, step), columns.owner())
            + (step.settled() ? "" : detail);
    String whole = cut(number + state + Visible.line(rest), ink);
    int end = Math.min(whole.length(), number.length() + STATE);
    int begin = Math.min(number.length(), end);
    return whole.substring(0, begin)
        + ink.tone(RunReport.tone(step), whole.substring(begin, end))
        + whole.substring(end);
  }

  /// How long it has run or ran; of one that is ahead, when it is due.
  private static String time(StepState step, Optional<Release.PlannedStep> planned, Instant now) {
    if (step.began().isEmpty()) {
      return planned.flatMap(Release.PlannedStep::at).orElse("");
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
