package dev.towpath.lint.rule.security;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.Exposure;
import dev.towpath.lint.reading.PolicyText;
import dev.towpath.lint.rule.kind.PolicyRule;
import dev.towpath.lint.schema.Access;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A policy for writing that is always true lets everyone write.
final class PolicyAlwaysTrue implements PolicyRule {
  @Override
  public String name() {
    return "policy-always-true";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    return PolicyText.of(change)
        .filter(PolicyText::permissive)
        .filter(PolicyAlwaysTrue::isForEveryone)
        .filter(policy -> !policy.command().equals("select"))
        .filter(policy -> !policy.command().isEmpty())
        .filter(policy -> policy.conditions().stream().anyMatch(PolicyAlwaysTrue::isTrue))
        .map(policy -> hit(policy))
        .stream()
        .toList();
  }

  /// Everyone with an account is everyone; a role of staff or of a service is not.
  private static boolean isForEveryone(PolicyText policy) {
    return policy.roles().stream()
        .anyMatch(role -> role.equals(Access.PUBLIC) || Exposure.CLIENTS.contains(role));
  }

  private static boolean isTrue(Node condition) {
    return switch (condition) {
      case Node.A_Const constant -> constant.boolval() != null && constant.boolval().boolval();
      case Node.A_Expr same ->
          Name.of(same.name()).name().equals("=")
              && same.lexpr() instanceof Node.A_Const left
              && same.rexpr() instanceof Node.A_Const right
              && value(left).equals(value(right));
      default -> false;
    };
  }

  private static String value(Node.A_Const constant) {
    return Stream.of(constant.ival(), constant.sval(), constant.boolval())
        .map(String::valueOf)
        .collect(Collectors.joining());
  }

  private static Hit hit(PolicyText policy) {
    String what = policy.command().equals("all") ? "read and write" : policy.command();
    return Hit.of(
            "This lets %s %s any row: a condition of %s is always true."
                .formatted(String.join(", ", policy.roles()), what, policy))
        .because("Permissive policies add up: whatever the others say, this one lets it through.")
        .help("Say whose rows: USING (owner_id = (select auth.uid())); or name a narrower role.")
        .ifStill(schema -> !schema.isGone(policy.table()));
  }
}
