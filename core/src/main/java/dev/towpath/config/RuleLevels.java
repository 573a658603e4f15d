package dev.towpath.config;

import dev.towpath.lint.RuleSettings;
import dev.towpath.lint.Runner;
import dev.towpath.lint.rule.Rules;
import dev.towpath.problem.Nearest;
import dev.towpath.report.Severity;
import dev.towpath.yaml.Faults;
import dev.towpath.yaml.Mapping;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// Reads `rules:` and `runner:` of `towpath.yaml`: what the guard says, and how loudly.
final class RuleLevels {
  private static final List<String> NAMES = RuleSettings.names(Rules.ALL);
  private static final List<String> LEVELS = List.of("error", "warning", "note", "off");

  private RuleLevels() {}

  /// By the rule's name; empty where it is off.
  static Map<String, Optional<Severity>> read(Mapping file, Faults faults) {
    Map<String, Optional<Severity>> levels = new LinkedHashMap<>();
    file.mapping("rules")
        .ifPresent(
            rules ->
                rules
                    .all()
                    .forEach(
                        (name, entry) -> {
                          if (!NAMES.contains(name)) {
                            faults.badValue(
                                entry.getKeyNode(),
                                "There is no rule '" + name + "'.",
                                Nearest.to(name, NAMES)
                                    .map(near -> "Did you mean '" + near + "'?")
                                    .orElse("The reference has a page for each rule."));
                          }
                          rules
                              .choice(name, LEVELS)
                              .ifPresent(level -> levels.put(name, severity(level)));
                        }));
    return Collections.unmodifiableMap(levels);
  }

  private static Optional<Severity> severity(String level) {
    return level.equals("off")
        ? Optional.empty()
        : Optional.of(Severity.valueOf(level.toUpperCase(Locale.ROOT)));
  }

  static Optional<String> runner(Mapping file, Faults faults) {
    return file.text("runner")
        .filter(
            value -> {
              boolean known = Runner.named(value.getValue()).isPresent();
              if (!known) {
                faults.badValue(
                    value,
                    "'runner' can't be '" + value.getValue() + "'.",
                    "It is one of %s; a version may follow, as in supabase@2.92."
                        .formatted(String.join(", ", Runner.names())));
              }
              return known;
            })
        .map(ScalarNode::getValue);
  }
}
