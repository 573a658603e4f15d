package dev.towpath.release.step;

import dev.towpath.component.Component;
import dev.towpath.component.Revision;
import dev.towpath.config.ComponentSettings;
import dev.towpath.config.Project;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Nearest;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import dev.towpath.release.journal.RunEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A component within a release: what it serves, what it served before, and the way between them.
record Deployment(ComponentSettings settings, Component component, StepContext context) {
  private static final Duration PAUSE = Duration.ofMillis(500);

  /// @param purpose names the file of its commands' output
  static Deployment of(String name, StepContext context, String purpose) {
    Project project = context.settings();
    ComponentSettings settings = project.components().get(name);
    if (settings == null) {
      throw unknown(name, project).exception();
    }
    Component component =
        Component.of(settings, context.variables(), StepCommand.shell(context, purpose));
    return new Deployment(settings, component, context);
  }

  static Optional<Problem> lack(String name, Project project) {
    return project.components().containsKey(name)
        ? Optional.empty()
        : Optional.of(unknown(name, project));
  }

  private static Problem unknown(String name, Project project) {
    return Problem.of("component-unknown", Exit.USAGE, "There is no component '" + name + "'.")
        .because("'components' of towpath.yaml doesn't have it.")
        .leaving("Nothing was deployed.")
        .next(Nearest.hint(name, project.components().keySet()));
  }

  /// Builds what will be deployed, if the settings say how.
  Optional<Problem> build(String commit) throws InterruptedException {
    if (settings.build().isEmpty()) {
      return Optional.empty();
    }
    CommandText command =
        new CommandText(
            List.of("env", "TOWPATH_COMMIT=" + commit, "sh", "-c", settings.build().get()),
            "",
            settings.limit());
    return StepCommand.run(context, command, "build") instanceof StepResult.Stopped stopped
        ? Optional.of(stopped.problem())
        : Optional.empty();
  }

  /// Waits until the right revision serves; empty, or with the wrong one, when the time is up.
  Optional<Revision> settled(Predicate<Revision> right) throws InterruptedException {
    long end = System.nanoTime() + settings.settle().toNanos();
    while (true) {
      Optional<Revision> now = component.current();
      if (now.filter(right).isPresent() || System.nanoTime() > end) {
        return now;
      }
      Thread.sleep(PAUSE);
    }
  }

  /// Goes back to a revision, and looks whether it serves.
  StepResult rollBack(Revision before) throws InterruptedException {
    Optional<Revision> from = component.current();
    if (from.map(Revision::id).equals(Optional.of(before.id()))) {
      return new StepResult.Done(
          Map.of("component", settings.name(), "now", json(before), "already", true));
    }
    component.rollBack(before);
    Optional<Revision> now = settled(each -> each.id().equals(before.id()));
    now.ifPresent(revision -> context.say("serves " + revision));
    Map<String, @Nullable Object> evidence = new HashMap<>();
    evidence.put("component", settings.name());
    evidence.put("from", from.map(Deployment::json).orElse(null));
    evidence.put("now", now.map(Deployment::json).orElse(null));
    return now.map(Revision::id).equals(Optional.of(before.id()))
        ? new StepResult.Done(evidence)
        : new StepResult.Stopped(elsewhere(before.toString(), now), evidence);
  }

  /// Another revision serves than the one that should.
  Problem elsewhere(String wanted, Optional<Revision> now) {
    return Problem.of(
            "component-elsewhere",
            Exit.STOPPED,
            "'" + settings.name() + "' doesn't serve what it should: " + wanted)
        .because(now.map(each -> "It serves " + each + ".").orElse("Nothing serves."))
        .leaving("The database was not touched by this.")
        .next("Look at the component; then retry the step, or roll the release back.");
  }

  static Map<String, @Nullable Object> json(Revision revision) {
    Map<String, @Nullable Object> json = new HashMap<>();
    json.put("revision", revision.id());
    json.put("commit", revision.commit().orElse(null));
    return json;
  }

  /// Writes down what serves, before a step changes that; what is written first stays.
  static void remember(StepContext context, Revision before) throws IOException {
    Path file = file(context, context.number());
    if (!Files.exists(file)) {
      Files.createDirectories(context.kept());
      Files.writeString(file, before.id() + "\n" + before.commit().orElse("") + "\n");
    }
  }

  /// What served before a step of this release changed that.
  static Optional<Revision> before(StepContext context, int number) {
    for (RunEvent event : context.run().events().reversed()) {
      if (event.step() == number
          && event.body().get("evidence") instanceof Map<?, ?> evidence
          && evidence.get("before") instanceof Map<?, ?> before) {
        return Optional.of(
            new Revision(
                String.valueOf(before.get("revision")),
                Optional.ofNullable(before.get("commit")).map(String::valueOf)));
      }
    }
    return remembered(context, number);
  }

  private static Optional<Revision> remembered(StepContext context, int number) {
    try {
      List<String> lines = Files.readAllLines(file(context, number));
      return Optional.of(
          new Revision(
              lines.getFirst(), Optional.of(lines.get(1)).filter(each -> !each.isEmpty())));
    } catch (IOException | IndexOutOfBoundsException e) {
      return Optional.empty(); // The step was begun on another machine, or not at all.
    }
  }

  private static Path file(StepContext context, int number) {
    return context.kept().resolve("%02d-before.txt".formatted(number));
  }

  static ProblemException unknownBefore(String name) {
    return Problem.of(
            "revision-before-unknown",
            Exit.STOPPED,
            "Nobody knows what '" + name + "' served before this release.")
        .because("Nothing served then, or it was not written down on this machine.")
        .leaving("It serves what it did.")
        .next("Roll it back by hand; then skip the step with a reason.")
        .exception();
  }
}
