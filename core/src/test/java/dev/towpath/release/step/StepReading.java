package dev.towpath.release.step;

import dev.towpath.report.Finding;
import dev.towpath.yaml.Faults;
import dev.towpath.yaml.Yaml;
import java.util.List;
import java.util.Optional;

/// A kind's reading of what stands behind its word.
record StepReading(Optional<Step> read, List<String> faults) {
  /// @param yaml the value alone
  static StepReading of(StepKind kind, String yaml) {
    Faults faults = new Faults("runbook.yaml", yaml);
    Optional<Step> step =
        Yaml.compose("runbook.yaml", yaml, faults)
            .flatMap(node -> kind.read(new StepText(kind.word(), node, faults)));
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
