package dev.towpath.lint.rule;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.PolicyText;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A policy that reads its own table asks itself without end.
final class PolicyRecursion implements PolicyRule {
  private static final Set<String> READING = Set.of("all", "select");

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
    return PolicyText.of(change).stream()
        .filter(policy -> READING.contains(policy.command()))
        .filter(policy -> readsItself(change.schema(), policy))
        .map(PolicyRecursion::hit)
        .toList();
  }

  private static boolean readsItself(Schema schema, PolicyText policy) {
    return policy.find(Node.SelectStmt.class).stream()
        .anyMatch(query -> reads(schema, query, policy));
  }

  private static boolean reads(Schema schema, Node.SelectStmt query, PolicyText policy) {
    Set<String> own =
        policy.find(Node.CommonTableExpr.class).stream()
            .map(Node.CommonTableExpr::ctename)
            .collect(Collectors.toSet());
    return query.fromClause().stream()
        .flatMap(from -> Nodes.find(from, Node.RangeVar.class).stream())
        .map(Name::of)
        .filter(read -> read.isQualified() || !own.contains(read.name()))
        .anyMatch(read -> schema.qualified(read).equals(policy.table()));
  }

  private static Hit hit(PolicyText policy) {
    Name table = policy.table();
    String name = policy.name();
    return Hit.of("This %s reads %s itself.".formatted(policy, table))
        .because(
            "To read the table there, the same policy is asked again: every statement of a role"
                + " that it holds for fails with \"infinite recursion detected in policy\".")
        .help(
            "Ask a SECURITY DEFINER function with a search_path of its own, whose owner the"
                + " policy does not hold for.")
        .ifStill(
            schema ->
                schema.table(table).stream()
                    .flatMap(each -> each.policies().stream())
                    .anyMatch(each -> each.name().equals(name)));
  }
}
