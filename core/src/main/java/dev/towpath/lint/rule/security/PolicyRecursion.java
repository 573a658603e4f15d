package dev.towpath.lint.rule.security;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.PolicyCircle;
import dev.towpath.lint.reading.PolicyText;
import dev.towpath.lint.rule.kind.PolicyRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.NewPolicy;
import dev.towpath.lint.schema.Policy;
import dev.towpath.lint.schema.Table;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A policy's sub-query comes back to the policy's own table, by itself or by way of others.
final class PolicyRecursion implements PolicyRule {
  @Override
  public String name() {
    return "policy-recursion";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    return PolicyText.of(change)
        .filter(policy -> !policy.find(Node.SubLink.class).isEmpty())
        .map(policy -> closed(change, policy))
        .orElse(List.of());
  }

  /// The circles that this statement closes: others were told where they were closed.
  private static List<Hit> closed(Change change, PolicyText text) {
    List<Policy> before = change.known(text.table()).map(Table::policies).orElse(List.of());
    List<Policy> now =
        NewPolicy.of(change.schema(), change.node())
            .map(policy -> with(before, policy))
            .orElse(before);
    List<PolicyCircle> known = PolicyCircle.of(change.schema(), text.table(), before);
    return PolicyCircle.of(change.schema(), text.table(), now).stream()
        .filter(circle -> !known.contains(circle))
        .limit(1)
        .map(circle -> hit(text, circle))
        .toList();
  }

  private static List<Policy> with(List<Policy> before, Policy policy) {
    List<Policy> all = new ArrayList<>(before);
    all.removeIf(each -> each.name().equals(policy.name()));
    all.add(policy);
    return all;
  }

  private static Hit hit(PolicyText policy, PolicyCircle circle) {
    String way = circle.tables().stream().map(Name::toString).collect(Collectors.joining(", "));
    boolean itself = circle.tables().size() == 2 && circle.policy().equals(policy.name());
    String message =
        itself
            ? "This %s reads %s itself.".formatted(policy, policy.table())
            : "With this %s, policies read in a circle: %s.".formatted(policy, way);
    return Hit.of(message)
        .because(
            "PostgreSQL follows the sub-queries of policies before it runs a statement: where they"
                + " come back to a table whose policies for reading have any, each statement that"
                + " they hold for fails with \"infinite recursion detected in policy\".")
        .help(
            "Ask a SECURITY DEFINER function with a search_path of its own, whose owner the"
                + " policy does not hold for.")
        .ifStill(circle::isIn);
  }
}
