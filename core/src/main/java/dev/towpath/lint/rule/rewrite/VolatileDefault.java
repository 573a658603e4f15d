package dev.towpath.lint.rule.rewrite;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.effect.VolatileFunction;
import dev.towpath.lint.reading.AddedColumn;
import dev.towpath.lint.rule.kind.AlterTableRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.ConstrType;
import java.util.List;

/// A volatile default of an added column rewrites the table under the strongest lock.
final class VolatileDefault implements AlterTableRule {
  @Override
  public String name() {
    return "volatile-default";
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
                added.constraint(ConstrType.CONSTR_DEFAULT).stream()
                    .flatMap(given -> VolatileFunction.in(change.schema(), given).stream().limit(1))
                    .map(function -> hit(change, added, function)))
        .toList();
  }

  private static Hit hit(Change change, AddedColumn added, Name function) {
    Name table = added.table();
    return Hit.of(
            "The default of %s.%s is %s(), another value for each row: this rewrites the table."
                .formatted(table, added.name(), function))
        .at(added.node().location())
        .because(change.cost("add-column-volatile-default", table))
        .help(
            "Add the column without a default, then SET DEFAULT for new rows, and fill the old ones"
                + " in batches.")
        .sizedBy(table);
  }
}
