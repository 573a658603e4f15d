package dev.towpath.lint.rule.constraint;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.AddedConstraint;
import dev.towpath.lint.reading.AlteredTable;
import dev.towpath.lint.reading.Quoted;
import dev.towpath.lint.rule.kind.AlterTableRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.TableConstraint;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.ConstrType;
import java.util.List;

/// A foreign key without NOT VALID stops writes to two tables while it compares all rows.
final class AddForeignKey implements AlterTableRule {
  @Override
  public String name() {
    return "add-foreign-key";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  /// From here on NOT VALID is taken on a partitioned table too.
  private static final int PARTITIONED_NOT_VALID = 18;

  @Override
  public List<Hit> check(Change change) {
    return AddedConstraint.in(change, ConstrType.CONSTR_FOREIGN).stream()
        .filter(AddedConstraint::isChecked)
        .map(added -> hit(change, added))
        .toList();
  }

  private static Hit hit(Change change, AddedConstraint added) {
    Name table = added.table();
    Hit hit =
        Hit.of("This adds a foreign key to %s and compares all its rows at once.".formatted(table))
            .at(added.node().location())
            .because(change.cost("add-foreign-key", table))
            .sizedBy(table);
    if (AlteredTable.isPartitioned(change) && change.major() < PARTITIONED_NOT_VALID) {
      return hit.help(
          ("PostgreSQL %d takes no NOT VALID here: add the key to each partition"
                  + " NOT VALID, validate it there, then add it to the parent, which takes"
                  + " those over.")
              .formatted(change.major()));
    }
    String name = Quoted.name(added.name(TableConstraint.Type.FOREIGN_KEY));
    return added.notValid(
        hit.help(
            ("Add it NOT VALID, and in a migration of its own: ALTER TABLE %s"
                    + " VALIDATE CONSTRAINT %s.")
                .formatted(Quoted.name(table), name)),
        change);
  }
}
