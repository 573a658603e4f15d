package dev.towpath.release.runbook;

import dev.towpath.config.ConfigFile;
import dev.towpath.config.ConfigReading;
import dev.towpath.config.Project;
import dev.towpath.digest.Sha256;
import dev.towpath.release.step.StepKinds;
import dev.towpath.release.step.Surroundings;
import dev.towpath.report.Finding;
import dev.towpath.signal.condition.Condition;
import dev.towpath.signal.condition.ConditionText;
import dev.towpath.yaml.Faults;
import dev.towpath.yaml.Mapping;
import dev.towpath.yaml.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// Reads a runbook, with all that is wrong with it at once.
public final class RunbookFile {
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final String DAY_HELP = "It is the day of the last review, as in 2026-11-21.";

  private final Path root;
  private final StepKinds kinds;

  /// @param root the project's folder: its `towpath.yaml` says which signals there are
  public RunbookFile(Path root, StepKinds kinds) {
    this.root = root;
    this.kinds = kinds;
  }

  /// Reads one.
  ///
  /// @param file relative to the project
  public RunbookReading read(String file) {
    try {
      return read(file, Files.readString(root.resolve(file)));
    } catch (IOException e) {
      Faults faults = new Faults(file, "");
      faults.unreadable(root.resolve(file));
      return new RunbookReading.Faulty(faults.found());
    }
  }

  /// What is wrong with `towpath.yaml` comes first: a runbook names what stands there.
  RunbookReading read(String file, String text) {
    return switch (ConfigFile.read(root)) {
      case ConfigReading.Good(Project project) -> read(file, text, project);
      case ConfigReading.Faulty(List<Finding> findings) -> new RunbookReading.Faulty(findings);
    };
  }

  private RunbookReading read(String file, String text, Project project) {
    Faults faults = new Faults(file, text);
    Optional<Runbook> runbook =
        Yaml.compose(file, text, faults)
            .flatMap(node -> Mapping.of(node, file, faults))
            .map(mapping -> runbook(file, text, mapping, faults, project));
    if (runbook.isEmpty() && faults.found().isEmpty()) {
      faults.empty("A runbook has a name and steps.");
    }
    return faults.found().isEmpty()
        ? new RunbookReading.Good(runbook.orElseThrow())
        : new RunbookReading.Faulty(faults.found());
  }

  private Runbook runbook(
      String file, String text, Mapping mapping, Faults faults, Project project) {
    Optional<String> name = mapping.text("runbook").map(ScalarNode::getValue);
    mapping.require("runbook", "The runbook has no name.");
    Optional<LocalDate> reviewed = reviewed(mapping, faults);
    List<Condition> rollbackWhen = conditions(mapping, faults, project);
    StepList list = new StepList(kinds, faults, new Surroundings(project, rollbackWhen));
    List<RunbookStep> steps = list.read(mapping, "steps");
    mapping.require("steps", "The runbook has no steps.");
    Runbook runbook =
        new Runbook(
            name.orElse(file),
            file,
            Sha256.of(text),
            reviewed,
            ClassRules.read(mapping, faults),
            Requirements.read(mapping, faults),
            rollbackWhen,
            AlertRule.read(mapping, faults, project),
            steps,
            list.read(mapping, "roll-back"));
    mapping.end();
    return runbook;
  }

  private static List<Condition> conditions(Mapping mapping, Faults faults, Project project) {
    return mapping.texts("rollback-when").stream()
        .flatMap(each -> ConditionText.read(each, faults, project).stream())
        .toList();
  }

  private static Optional<LocalDate> reviewed(Mapping mapping, Faults faults) {
    return mapping.text("reviewed", DAY, DAY_HELP).flatMap(value -> date(value, faults));
  }

  private static Optional<LocalDate> date(ScalarNode value, Faults faults) {
    try {
      return Optional.of(LocalDate.parse(value.getValue()));
    } catch (DateTimeException e) {
      faults.badValue(value, "There is no day " + value.getValue() + ".", DAY_HELP);
      return Optional.empty();
    }
  }
}
