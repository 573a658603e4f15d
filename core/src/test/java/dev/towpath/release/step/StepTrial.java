package dev.towpath.release.step;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import dev.towpath.release.Beside;
import dev.towpath.release.ClassRule;
import dev.towpath.release.Release;
import dev.towpath.release.ReleaseClass;
import dev.towpath.release.ReleaseId;
import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.runbook.Runbook;
import dev.towpath.release.runbook.RunbookFile;
import dev.towpath.release.runbook.RunbookReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/// One step of a runbook in a folder, as a driver would read and run it; without a journal.
final class StepTrial {
  static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");

  final Path project;
  final Map<String, String> variables = new TreeMap<>(System.getenv());
  final List<String> said = new CopyOnWriteArrayList<>();
  final List<RunEvent> events = new ArrayList<>();
  InstantSource clock = InstantSource.fixed(NOW);
  Optional<String> commit = Optional.of("c0ffee1234567890c0ffee1234567890c0ffee12");

  /// The components that its first steps deploy.
  List<String> deploys = List.of();

  /// The regulated words that its migrations have.
  List<String> regulated = List.of();

  /// Opens the environment's database.
  Supplier<OpenTarget> target =
      () -> {
        throw new AssertionError("no database is opened");
      };

  /// What stands before the steps.
  String head = "";

  /// Whether its first step is a checklist.
  boolean checklist;

  StepTrial(Path project) {
    this.project = project;
  }

  /// The only step of a runbook with this text behind its dash.
  Step step(String text) throws IOException {
    return runbook(text).steps().getFirst().step();
  }

  Runbook runbook(String text) throws IOException {
    String steps = "runbook: Trial\n" + head + "steps:\n" + ("- " + text).indent(2);
    Files.writeString(project.resolve("runbook.yaml"), steps);
    return switch (new RunbookFile(project, StepKinds.installed()).read("runbook.yaml")) {
      case RunbookReading.Good(Runbook runbook) -> runbook;
      case RunbookReading.Faulty faulty -> throw new AssertionError(faulty.findings());
    };
  }

  /// What a step that stands at this place ends with.
  Problem problem(String text, int number) throws IOException {
    Step step = step(text);
    StepContext context = context(number);
    return catchThrowableOfType(ProblemException.class, () -> step.run(context)).problem();
  }

  /// The context of a step with a number.
  StepContext context(int number) {
    RunState run = RunState.of(release(), List.copyOf(events));
    return new StepContext(
        project,
        number,
        NOW,
        run,
        variables,
        words -> {
          throw new AssertionError("no command is run: " + String.join(" ", words));
        },
        target,
        project.resolve("kept"),
        clock,
        said::add);
  }

  private Release release() {
    return new Release(
        new ReleaseId("2026-11-21-orders"),
        "portal",
        "production",
        "runbook.yaml",
        "Trial",
        ReleaseClass.STANDARD,
        new ClassRule(List.of("engineering"), false, Optional.empty(), false, false),
        "ada",
        NOW,
        NOW,
        commit,
        new Release.Migrations(
            "d1",
            "20261101000000",
            List.of(new Release.Pending("20261121000000", "add | orders", Path.of("a.sql"), "abc")),
            regulated,
            "what is written after the backup"),
        planned(),
        List.of(),
        new TreeMap<>(Map.of("format", "1")),
        "d2",
        Beside.NOTHING);
  }

  private List<Release.PlannedStep> planned() {
    List<Release.PlannedStep> steps = new ArrayList<>();
    for (String component : deploys) {
      String does = Deploy.does(component);
      steps.add(
          new Release.PlannedStep(
              steps.size() + 1,
              Deploy.WORD,
              does,
              does,
              Optional.empty(),
              Optional.empty(),
              Optional.of("rolls it back")));
    }
    if (checklist) {
      steps.add(
          new Release.PlannedStep(
              1,
              "checklist",
              "pre-flight",
              "waits until it is ticked off",
              Optional.empty(),
              Optional.empty(),
              Optional.of("-"),
              List.of("Lint is green", "Support knows")));
    }
    return steps;
  }

  /// Tells the trial's next context what came of a step.
  void done(int number, StepResult.Done result) {
    events.add(
        new RunEvent(
            NOW, "ada", RunEvent.Kind.STEP_DONE, number, Map.of("evidence", result.evidence())));
  }
}
