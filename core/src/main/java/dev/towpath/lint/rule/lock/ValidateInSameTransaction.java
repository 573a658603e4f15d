package dev.towpath.lint.rule.lock;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.AddedConstraint;
import dev.towpath.lint.reading.AlteredTable;
import dev.towpath.lint.rule.kind.AlterTableRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.TableConstraint;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.AlterTableType;
import dev.towpath.sql.syntax.ConstrType;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A constraint is validated while the lock of adding it is still held.
final class ValidateInSameTransaction implements AlterTableRule {
  @Override
  public String name() {
    return "validate-in-same-transaction";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    return AlteredTable.commands(change, AlterTableType.AT_ValidateConstraint).stream()
        .filter(command -> isAddedHere(change, command.name()))
        .map(command -> hit(change, command.name()))
        .toList();
  }

  private static boolean isAddedHere(Change change, String constraint) {
    return Stream.concat(change.transaction().earlier().stream(), Stream.of(change))
        .filter(each -> each.table().equals(change.table()))
        .anyMatch(each -> adds(each, constraint));
  }

  private static boolean adds(Change change, String constraint) {
    return CONSTRAINTS.entrySet().stream()
        .anyMatch(
            type ->
                AddedConstraint.in(change, type.getKey()).stream()
                    .anyMatch(added -> added.name(type.getValue()).equals(constraint)));
  }

  private static final Map<ConstrType, TableConstraint.Type> CONSTRAINTS =
      Map.of(
          ConstrType.CONSTR_CHECK, TableConstraint.Type.CHECK,
          ConstrType.CONSTR_FOREIGN, TableConstraint.Type.FOREIGN_KEY,
          ConstrType.CONSTR_NOTNULL, TableConstraint.Type.NOT_NULL);

  private static Hit hit(Change change, String constraint) {
    Name table = change.table();
    return Hit.of("This validates %s in the transaction that adds it.".formatted(constraint))
        .because(
            ("The lock of adding it is held while all rows of %s are read: NOT VALID"
                    + " has gained nothing.")
                .formatted(table))
        .help("Validate it in a migration of its own.")
        .sizedBy(table);
  }
}
