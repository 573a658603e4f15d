package dev.towpath.lint.rule.constraint;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.AddedColumn;
import dev.towpath.lint.rule.kind.AlterTableRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.ConstrType;
import dev.towpath.sql.syntax.Node;
import java.util.List;

/// A reference with a default is looked up for each row while nobody can use the table.
final class AddColumnReferencesDefault implements AlterTableRule {
  @Override
  public String name() {
    return "add-column-references-default";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    return AddedColumn.in(change).stream()
        .filter(added -> added.isEnforced() && hasDefault(added))
        .flatMap(
            added ->
                added.constraint(ConstrType.CONSTR_FOREIGN).stream()
                    .map(key -> ForeignKeyLocksOtherTable.referenced(change, key))
                    .map(other -> hit(change, added, other)))
        .toList();
  }

  /// PostgreSQL looks whether a default is written, not whether it is null.
  private static boolean hasDefault(AddedColumn added) {
    return added.constraint(ConstrType.CONSTR_DEFAULT).isPresent();
  }

  private static boolean isNull(AddedColumn added) {
    return added
        .constraint(ConstrType.CONSTR_DEFAULT)
        .filter(given -> given.rawExpr() instanceof Node.A_Const none && none.isnull())
        .isPresent();
  }

  private static Hit hit(Change change, AddedColumn added, Name other) {
    Name table = added.table();
    return Hit.of(
            "This looks up the default of %s in %s for all rows of %s."
                .formatted(added.name(), other, table))
        .at(added.node().location())
        .because(change.cost("add-column-references-default", table))
        .help(
            isNull(added)
                ? "Leave out DEFAULT NULL, which is the default: without it nothing is looked up."
                : "Add the column with its default, then the foreign key NOT VALID, and VALIDATE"
                    + " CONSTRAINT in a migration of its own.")
        .sizedBy(table);
  }
}
