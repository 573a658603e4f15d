package dev.towpath.lint.rule.security;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.ComparedColumns;
import dev.towpath.lint.reading.PolicyText;
import dev.towpath.lint.reading.Quoted;
import dev.towpath.lint.rule.kind.PolicyRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.lint.schema.Table;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import java.util.List;
import java.util.Optional;

/// A policy finds its rows by a column that no index begins with.
final class PolicyWithoutIndex implements PolicyRule {
  @Override
  public String name() {
    return "policy-without-index";
  }

  @Override
  public Severity severity() {
    return Severity.NOTE;
  }

  @Override
  public List<Hit> check(Change change) {
    return PolicyText.of(change)
        .flatMap(policy -> using(change).map(node -> hits(change, policy, node)))
        .orElse(List.of());
  }

  /// The condition that chooses rows; WITH CHECK looks at those that are written.
  private static Optional<Node> using(Change change) {
    return switch (change.node()) {
      case Node.CreatePolicyStmt create -> Optional.ofNullable(create.qual());
      case Node.AlterPolicyStmt alter -> Optional.ofNullable(alter.qual());
      default -> Optional.empty();
    };
  }

  /// One index is enough for conditions that must all hold.
  private static List<Hit> hits(Change change, PolicyText policy, Node using) {
    List<String> columns = ComparedColumns.in(using, policy.table());
    return columns.isEmpty() || !lacksAll(change.schema(), policy.table(), columns, false)
        ? List.of()
        : List.of(hit(policy, columns));
  }

  private static boolean lacksAll(
      Schema schema, Name table, List<String> columns, boolean mustExist) {
    Optional<Table> known = schema.table(table).filter(Table::complete);
    return known.isPresent()
        && columns.stream().noneMatch(column -> known.get().hasIndexOn(List.of(column)))
        && columns.stream()
            .allMatch(column -> !mustExist || known.get().column(column).isPresent());
  }

  private static Hit hit(PolicyText policy, List<String> columns) {
    Name table = policy.table();
    String first = columns.getFirst();
    return Hit.of(
            "This %s finds its rows by %s, and no index begins with that."
                .formatted(policy, String.join(" and ", columns)))
        .because(
            "Every query of its roles carries the condition: without an index each reads all of %s."
                .formatted(table))
        .help(
            "CREATE INDEX ON %s (%s), CONCURRENTLY if the table is in use."
                .formatted(Quoted.name(table), Quoted.name(first)))
        .sizedBy(table)
        .ifStill(schema -> lacksAll(schema, table, columns, true));
  }
}
