package dev.towpath.lint.rule.security;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Policy;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import java.util.List;
import java.util.function.Predicate;

/// A policy does nothing while row security is off.
final class PolicyWithoutRls implements Rule {
  @Override
  public String name() {
    return "policy-without-rls";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!(change.node() instanceof Node.CreatePolicyStmt create)) {
      return List.of();
    }
    Name table = change.table();
    return List.of(
        Hit.of(
                "This policy \"%s\" does nothing: row security of %s is off."
                    .formatted(create.policyName(), table))
            .because("Policies are asked only where it is on; now every row is seen and written.")
            .help("ALTER TABLE %s ENABLE ROW LEVEL SECURITY.".formatted(table))
            .ifStill(
                schema ->
                    schema
                        .table(table)
                        .filter(now -> now.complete() && !now.rowSecurity())
                        .filter(now -> now.policies().stream().anyMatch(is(create.policyName())))
                        .isPresent()));
  }

  private static Predicate<Policy> is(String name) {
    return policy -> policy.name().equals(name);
  }
}
