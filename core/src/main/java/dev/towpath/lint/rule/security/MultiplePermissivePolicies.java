package dev.towpath.lint.rule.security;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.PolicyText;
import dev.towpath.lint.rule.kind.PolicyRule;
import dev.towpath.lint.schema.Access;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import java.util.List;

/// Several permissive policies for one command add up.
final class MultiplePermissivePolicies implements PolicyRule {
  @Override
  public String name() {
    return "multiple-permissive-policies";
  }

  @Override
  public Severity severity() {
    return Severity.NOTE;
  }

  @Override
  public List<Hit> check(Change change) {
    PolicyText now = PolicyText.of(change).orElse(null);
    if (now == null || !now.permissive() || !(change.node() instanceof Node.CreatePolicyStmt)) {
      return List.of();
    }
    return change.known(now.table()).stream()
        .flatMap(table -> table.policies().stream())
        .filter(other -> other.permissive() && other.isFor(now.command()))
        .filter(other -> meets(other.roles(), now.roles()))
        .filter(other -> !other.name().equals(now.name()))
        .limit(1)
        .map(other -> hit(now, other.name()))
        .toList();
  }

  private static boolean meets(List<String> some, List<String> others) {
    return some.contains(Access.PUBLIC)
        || others.contains(Access.PUBLIC)
        || some.stream().anyMatch(others::contains);
  }

  private static Hit hit(PolicyText now, String other) {
    return Hit.of("This adds %s to \"%s\" for the same command and role.".formatted(now, other))
        .because("A row passes if any of them lets it through, and all are computed for each row.")
        .help("Make one of the two with OR, or one of them restrictive if both must hold.")
        .ifStill(schema -> has(schema, now.table(), other) && has(schema, now.table(), now.name()));
  }

  private static boolean has(Schema schema, Name table, String policy) {
    return schema.table(table).stream()
        .flatMap(each -> each.policies().stream())
        .anyMatch(each -> each.name().equals(policy));
  }
}
