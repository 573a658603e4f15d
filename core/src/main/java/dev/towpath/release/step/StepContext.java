package dev.towpath.release.step;

import dev.towpath.config.ConfigFile;
import dev.towpath.config.ConfigReading;
import dev.towpath.config.Project;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.release.Commands;
import dev.towpath.release.journal.RunState;
import dev.towpath.report.Report;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What a step that runs may use.
///
/// @param project the project's folder
/// @param number the step's own, from 1
/// @param began when this step was begun first
/// @param run the release, as its journal told it when this step was asked
/// @param variables environment variables; secrets among them are never shown
/// @param commands Towpath's own
/// @param target opens the environment's database; the step closes it
/// @param kept a folder for files that are kept as evidence; made when it is first needed
/// @param progress told what a person may read while it runs
public record StepContext(
    Path project,
    int number,
    Instant began,
    RunState run,
    Map<String, String> variables,
    Commands commands,
    Supplier<OpenTarget> target,
    Path kept,
    InstantSource clock,
    Consumer<String> progress) {

  public void say(String line) {
    progress.accept(line);
  }

  /// The name of the environment that the release changes.
  public String environment() {
    return run.release().environment();
  }

  /// What the project's `towpath.yaml` says; a step that asks for it names it in [Step#files].
  public Project settings() {
    return settings(project);
  }

  /// The same for whoever has no step.
  ///
  /// @throws dev.towpath.problem.ProblemException with `settings-faulty`
  public static Project settings(Path folder) {
    return switch (ConfigFile.read(folder)) {
      case ConfigReading.Good(Project settings) -> settings;
      case ConfigReading.Faulty faulty ->
          throw Problem.of("settings-faulty", Exit.USAGE, "towpath.yaml has faults now.")
              .because(faulty.findings().getFirst().message())
              .leaving("Nothing was begun that needs it.")
              .next("See them all with towpath doctor, mend them, then retry the step.")
              .exception();
    };
  }

  /// Runs one of Towpath's own commands on the release's environment.
  public Report command(String command, String... more) {
    List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
    words.addAll(List.of("-e", environment()));
    words.addAll(List.of(more));
    return commands.run(words.toArray(String[]::new));
  }
}
