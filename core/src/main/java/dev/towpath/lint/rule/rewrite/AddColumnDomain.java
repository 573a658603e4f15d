package dev.towpath.lint.rule.rewrite;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.AddedColumn;
import dev.towpath.lint.rule.kind.AlterTableRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.report.Severity;
import java.util.List;

/// A column of a domain with a constraint rewrites the table, with or without a default.
final class AddColumnDomain implements AlterTableRule {
  @Override
  public String name() {
    return "add-column-domain";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    return AddedColumn.in(change).stream()
        .flatMap(
            added ->
                added.domain(change).stream()
                    .filter(Schema.Type::constrained)
                    .map(domain -> hit(change, added, domain)))
        .toList();
  }

  private static Hit hit(Change change, AddedColumn added, Schema.Type domain) {
    Name table = added.table();
    return Hit.of(
            "This adds %s of domain %s to %s and rewrites the table to check it."
                .formatted(added.name(), domain.name(), table))
        .at(added.node().location())
        .because(change.cost("add-column-constrained-domain", table))
        .help(
            "Add the column with type %s and a CHECK of its own, NOT VALID first."
                .formatted(domain.base().isEmpty() ? "of the domain's base" : domain.base()))
        .sizedBy(table);
  }
}
