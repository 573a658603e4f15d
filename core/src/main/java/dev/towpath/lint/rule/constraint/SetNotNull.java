package dev.towpath.lint.rule.constraint;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rewrite;
import dev.towpath.lint.reading.AddedConstraint;
import dev.towpath.lint.reading.AlteredTable;
import dev.towpath.lint.reading.Quoted;
import dev.towpath.lint.rule.kind.AlterTableRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.AlterTableType;
import dev.towpath.sql.syntax.ConstrType;
import dev.towpath.sql.syntax.Node;
import java.util.List;
import java.util.stream.Stream;

/// SET NOT NULL reads the whole table under the strongest lock, unless a constraint proves it.
final class SetNotNull implements AlterTableRule {
  @Override
  public String name() {
    return "set-not-null";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  /// From here on NOT NULL itself can be added NOT VALID.
  private static final int NOT_NULL_NOT_VALID = 18;

  @Override
  public List<Hit> check(Change change) {
    return Stream.concat(
            AlteredTable.commands(change, AlterTableType.AT_SetNotNull).stream()
                .map(Node.AlterTableCmd::name),
            AddedConstraint.in(change, ConstrType.CONSTR_NOTNULL).stream()
                .filter(AddedConstraint::isChecked)
                .flatMap(added -> added.columns().stream()))
        .filter(column -> !isProven(change, column))
        .map(column -> hit(change, column))
        .toList();
  }

  private static boolean isProven(Change change, String column) {
    return change
        .known(change.table())
        .filter(
            table ->
                table.provesNotNull(column)
                    || table.column(column).filter(each -> each.notNull()).isPresent())
        .isPresent();
  }

  private static Hit hit(Change change, String column) {
    Name table = change.table();
    String name = Quoted.name(table.name() + "_" + column + "_not_null");
    boolean direct = change.major() >= NOT_NULL_NOT_VALID;
    String proof =
        (direct ? "NOT NULL %s NOT VALID" : "CHECK (%s IS NOT NULL) NOT VALID")
            .formatted(Quoted.name(column));
    String then =
        direct
            ? "."
            : ", then SET NOT NULL, which now reads nothing, then drop the CHECK by itself.";
    Hit hit =
        Hit.of("This reads all of %s to see that %s is never null.".formatted(table, column))
            .because(change.cost("set-not-null", table))
            .help(
                "Add the constraint NOT VALID; in a migration of its own VALIDATE CONSTRAINT %s%s"
                    .formatted(name, then))
            .sizedBy(table);
    return AlteredTable.isSingle(change)
        ? hit.rewrite(
            Rewrite.whole(
                change.sql(),
                "ALTER TABLE %s ADD CONSTRAINT %s %s".formatted(Quoted.name(table), name, proof)))
        : hit;
  }
}
