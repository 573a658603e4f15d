package dev.towpath.lint;

import dev.towpath.report.Severity;
import java.util.Map;
import java.util.Optional;

/// Which rules are on, and how much a hit of each matters.
///
/// @param asked by rule name, from `towpath.yaml`; empty turns a rule off
public record RuleSettings(Map<String, Optional<Severity>> asked) {
  /// Every rule as it is by itself.
  public static final RuleSettings USUAL = new RuleSettings(Map.of());

  public RuleSettings {
    asked = Map.copyOf(asked);
  }

  /// The severity of a rule's hits; empty where it is off.
  Optional<Severity> of(Rule rule) {
    Optional<Severity> set = asked.get(rule.name());
    if (set != null) {
      return set;
    }
    return rule.isOptional() ? Optional.empty() : Optional.of(rule.severity());
  }
}
