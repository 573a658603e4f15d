package dev.towpath.lint.rule.style;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.NewColumn;
import dev.towpath.lint.rule.kind.NewColumnRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.ConstrType;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import java.util.List;
import java.util.Set;

/// A key of four bytes runs out after 2,147,483,647 rows.
final class PreferBigintKey implements NewColumnRule {
  @Override
  public String name() {
    return "prefer-bigint-key";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public boolean isOptional() {
    return true;
  }

  private static final Set<String> SHORT = Set.of("integer", "smallint");

  @Override
  public List<Hit> check(Change change) {
    List<NewColumn> columns = NewColumn.in(change);
    List<String> keys = keys(change);
    boolean single = keys.size() < 2;
    return columns.stream()
        .filter(column -> SHORT.contains(column.type()))
        .filter(column -> isKey(column) || (single && keys.contains(column.name())))
        .map(PreferBigintKey::hit)
        .toList();
  }

  private static boolean isKey(NewColumn column) {
    return column.node().constraints().stream()
        .anyMatch(each -> each instanceof Node.Constraint one && isPrimary(one));
  }

  private static boolean isPrimary(Node.Constraint constraint) {
    return constraint.contype() == ConstrType.CONSTR_PRIMARY;
  }

  /// The columns of a primary key that stands behind the columns of a new table.
  private static List<String> keys(Change change) {
    return Nodes.find(change.node(), Node.Constraint.class).stream()
        .filter(PreferBigintKey::isPrimary)
        .flatMap(each -> each.keys().stream())
        .map(Name::word)
        .toList();
  }

  private static Hit hit(NewColumn column) {
    return Hit.of("Primary key %s is %s.".formatted(column.name(), column.type()))
        .at(column.node().location())
        .because(
            "It runs out one day, at %s; inserts fail then, and the cure is a rewrite of the table."
                .formatted(column.type().equals("integer") ? "2,147,483,647" : "32,767"))
        .help("Use bigint.");
  }
}
