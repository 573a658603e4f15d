package dev.towpath.release.run;

import dev.towpath.notify.Annotation;
import dev.towpath.notify.Grafana;
import dev.towpath.release.Release;
import dev.towpath.release.runbook.RunbookStep;
import dev.towpath.release.step.StepResult;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Marks a release in Grafana: its start, each step from its begin to its end, and when it turns
/// round. Tells another listener all that it hears.
public final class Annotating implements DriverListener {
  private final DriverListener next;
  private final Grafana grafana;
  private final Release release;
  private final InstantSource clock;
  private final Map<Integer, Instant> begins = new ConcurrentHashMap<>();
  private boolean back;

  public Annotating(DriverListener next, Grafana grafana, Release release, InstantSource clock) {
    this.next = next;
    this.grafana = grafana;
    this.release = release;
    this.clock = clock;
    mark("start", "The driver begins: " + release.name());
  }

  @Override
  public void begins(RunbookStep step, boolean isBack) {
    begins.put(step.number(), clock.instant());
    // Steps of a runbook's own way back are numbered behind those that were planned.
    if (!back && (isBack || step.number() > release.steps().size())) {
      back = true;
      mark("roll-back", "The release goes back");
    }
    next.begins(step, isBack);
  }

  @Override
  public void ends(RunbookStep step, boolean isBack, StepResult result) {
    Instant now = clock.instant();
    Instant begin = begins.getOrDefault(step.number(), now);
    switch (result) {
      case StepResult.Waiting _ -> {}
      case StepResult.Done _, StepResult.Stopped _, StepResult.GoBack _ ->
          grafana.put(
              new Annotation(
                  begin,
                  Optional.of(now),
                  tags(isBack ? "undo" : "step", step.kind()),
                  step.number() + ". " + step.name() + ": " + word(result)));
    }
    next.ends(step, isBack, result);
  }

  private static String word(StepResult result) {
    return switch (result) {
      case StepResult.Done _ -> "done";
      case StepResult.Stopped stopped -> "stopped: " + stopped.problem().what();
      case StepResult.GoBack back -> "goes back: " + back.why();
      case StepResult.Waiting _ -> "waits";
    };
  }

  private void mark(String what, String text) {
    grafana.put(
        new Annotation(
            clock.instant(),
            Optional.empty(),
            tags(what),
            text + " (" + release.id() + " on " + release.environment() + ")"));
  }

  private List<String> tags(String... more) {
    List<String> tags =
        new ArrayList<>(
            List.of("towpath", "release:" + release.id(), "environment:" + release.environment()));
    tags.addAll(List.of(more));
    return tags;
  }

  @Override
  public void says(RunbookStep step, String line) {
    next.says(step, line);
  }

  @Override
  public void tells(String line) {
    next.tells(line);
  }

  @Override
  public void waitsForControl(String why) {
    next.waitsForControl(why);
  }
}
