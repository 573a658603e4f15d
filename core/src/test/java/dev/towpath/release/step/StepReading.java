package dev.towpath.release.step;

import dev.towpath.config.ConfigFile;
import dev.towpath.config.ConfigReading;
import dev.towpath.config.Project;
import dev.towpath.report.Finding;
import dev.towpath.yaml.Faults;
import dev.towpath.yaml.Yaml;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A kind's reading of what stands behind its word.
record StepReading(Optional<Step> read, List<String> faults) {
  private static final Surroundings NONE = new Surroundings(bare(), List.of());

  /// What holds for a project without a `towpath.yaml`.
  private static Project bare() {
    return switch (ConfigFile.read(Path.of("/srv/portal"))) {
      case ConfigReading.Good(Project project) -> project;
      case ConfigReading.Faulty(var findings) -> throw new AssertionError(findings.toString());
    };
  }

  /// @param yaml the value alone
  static StepReading of(StepKind kind, String yaml) {
    Faults faults = new Faults("runbook.yaml", yaml);
    Optional<Step> step =
        Yaml.compose("runbook.yaml", yaml, faults)
            .flatMap(node -> kind.read(new StepText(kind.word(), node, faults, NONE)));
    return new StepReading(step, faults.found().stream().map(StepReading::words).toList());
  }

  private static String words(Finding finding) {
    return finding.where().orElseThrow().position() + " " + finding.message();
  }

  Step step() {
    if (!faults.isEmpty()) {
      throw new AssertionError(faults);
    }
    return read.orElseThrow();
  }
}
