package dev.towpath.cli;

import dev.towpath.release.run.DriverListener;
import dev.towpath.release.runbook.Runbook;
import dev.towpath.release.runbook.RunbookStep;
import dev.towpath.release.step.StepResult;
import dev.towpath.report.Visible;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Tells a person what a driver does, one line an event.
final class ReleaseProgress implements DriverListener {
  private static final String INDENT = "        ";

  private final Wiring wiring;
  private final String before;
  private final int total;
  private final Map<Integer, Instant> begun = new HashMap<>();
  private Instant lastAway = Instant.MIN;

  /// @param before stands before each line
  ReleaseProgress(Wiring wiring, Runbook runbook, String before) {
    this.wiring = wiring;
    this.before = before;
    this.total = runbook.steps().size();
  }

  /// Where the commands of steps say what they do.
  PrintStream err() {
    return PrintedLines.to(this::tell);
  }

  @Override
  public void begins(RunbookStep step, boolean back) {
    begun.put(step.number(), wiring.clock().instant());
    wiring.say(before + head(step) + (back ? "back: " : "") + step.name());
  }

  @Override
  public void says(RunbookStep step, String line) {
    tell(line);
  }

  @Override
  public void ends(RunbookStep step, boolean back, StepResult result) {
    switch (result) {
      case StepResult.Done _ -> tell((back ? "undone" : "done") + took(step));
      case StepResult.Stopped(var problem, _) -> tell("STOPPED: " + problem.what());
      case StepResult.GoBack(String why, _) -> tell("goes back: " + why);
      case StepResult.Waiting(String what, var until) ->
          tell("waits for " + what + until.map(at -> ", until " + at).orElse(""));
    }
  }

  @Override
  public void tells(String line) {
    tell(line);
  }

  @Override
  public void waitsForControl(String why) {
    Instant now = wiring.clock().instant();
    if (now.isAfter(lastAway.plusSeconds(30))) {
      lastAway = now;
      tell("waits for the control database: " + why);
    }
  }

  private String took(RunbookStep step) {
    // Another driver may have begun it.
    return Optional.ofNullable(begun.get(step.number()))
        .map(from -> " in " + Progress.words(Duration.between(from, wiring.clock().instant())))
        .orElse("");
  }

  private String head(RunbookStep step) {
    return step.number() <= total
        ? "[%d/%d] ".formatted(step.number(), total)
        : "[back %d] ".formatted(step.number() - total);
  }

  private void tell(String line) {
    wiring.say(before + INDENT + Visible.line(line));
  }
}
