package dev.towpath.lint.rule.constraint;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.AddedConstraint;
import dev.towpath.lint.reading.Quoted;
import dev.towpath.lint.rule.kind.AlterTableRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.TableConstraint;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.ConstrType;
import java.util.List;

/// A CHECK without NOT VALID reads the whole table under the strongest lock.
final class AddCheck implements AlterTableRule {
  @Override
  public String name() {
    return "add-check";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    return AddedConstraint.in(change, ConstrType.CONSTR_CHECK).stream()
        .filter(AddedConstraint::isChecked)
        .map(added -> hit(change, added))
        .toList();
  }

  private static Hit hit(Change change, AddedConstraint added) {
    Name table = added.table();
    Hit hit =
        Hit.of("This adds a CHECK to %s and reads all its rows at once.".formatted(table))
            .at(added.node().location())
            .because(change.cost("add-check", table))
            .help(
                ("Add it NOT VALID, and in a migration of its own: ALTER TABLE %s"
                        + " VALIDATE CONSTRAINT %s.")
                    .formatted(
                        Quoted.name(table), Quoted.name(added.name(TableConstraint.Type.CHECK))))
            .sizedBy(table);
    return added.notValid(hit, change);
  }
}
