package dev.towpath.lint;

import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Which rules are on, and how much a hit of each matters.
///
/// @param asked by rule name, from `towpath.yaml`; empty turns a rule off
public record RuleSettings(Map<String, Optional<Severity>> asked) {
  /// Every rule as it is by itself.
  public static final RuleSettings USUAL = new RuleSettings(Map.of());

  public RuleSettings {
    asked = Map.copyOf(asked);
  }

  /// All names that can be set: those of the rules, and of what the guard says itself.
  public static List<String> names(List<Rule> rules) {
    return Stream.concat(rules.stream().map(Rule::name), OwnFindings.NAMES.stream())
        .sorted()
        .toList();
  }

  /// The severity of a rule's hits; empty where it is off.
  Optional<Severity> of(Rule rule) {
    Optional<Severity> set = asked.get(rule.name());
    if (set != null) {
      return set;
    }
    return rule.isOptional() ? Optional.empty() : Optional.of(rule.severity());
  }

  /// A finding of the guard itself as it is set; empty where it is off.
  Optional<Finding> applied(Finding finding) {
    Optional<Severity> set = asked.get(finding.rule());
    return set == null ? Optional.of(finding) : set.map(finding::as);
  }
}
