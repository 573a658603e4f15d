package dev.towpath.release.runbook;

import dev.towpath.config.Project;
import dev.towpath.problem.Nearest;
import dev.towpath.signal.condition.Condition;
import dev.towpath.signal.condition.ConditionText;
import dev.towpath.yaml.Faults;
import dev.towpath.yaml.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// A line of `alert-when`: who is told while a condition holds, as `error-rate > 1% for 5m ->
/// on-call`. The release goes on.
///
/// @param to channels of `towpath.yaml`
public record AlertRule(Condition condition, List<String> to) {
  private static final String ARROW = "->";

  static List<AlertRule> read(Mapping runbook, Faults faults, Project project) {
    return runbook.texts("alert-when").stream()
        .flatMap(each -> read(each, faults, project).stream())
        .toList();
  }

  private static Optional<AlertRule> read(ScalarNode value, Faults faults, Project project) {
    String text = value.getValue();
    int arrow = text.indexOf(ARROW);
    if (arrow < 0) {
      faults.badValue(value, "It isn't said who is told.", "As in error-rate > 1% -> on-call");
      return Optional.empty();
    }
    List<String> to = new ArrayList<>();
    for (String name : text.substring(arrow + ARROW.length()).split(",", -1)) {
      if (project.channels().containsKey(name.strip())) {
        to.add(name.strip());
      } else {
        faults.badPart(
            value,
            arrow + ARROW.length(),
            "There is no channel '" + name.strip() + "' in towpath.yaml.",
            Nearest.hint(name.strip(), project.channels().keySet()));
      }
    }
    return ConditionText.read(value, text.substring(0, arrow), faults, project)
        .filter(condition -> isMeasured(condition, value, faults))
        .map(condition -> new AlertRule(condition, List.copyOf(to)));
  }

  private static boolean isMeasured(Condition condition, ScalarNode value, Faults faults) {
    boolean measured = condition.leaves().noneMatch(Condition.RegressionDeclared.class::isInstance);
    if (!measured) {
      faults.badValue(
          value, "A regression that is declared takes the release back.", "Name it there.");
    }
    return measured;
  }

  /// As it stands in the runbook.
  public String text() {
    return condition.text() + " -> " + String.join(", ", to);
  }
}
