package dev.towpath.lint.rule.constraint;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rewrite;
import dev.towpath.lint.reading.AddedConstraint;
import dev.towpath.lint.reading.AlteredTable;
import dev.towpath.lint.reading.Quoted;
import dev.towpath.lint.rule.kind.AlterTableRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.TableConstraint;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.ConstrType;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.NullTestType;
import java.util.List;
import java.util.Optional;

/// From PostgreSQL 18 on NOT NULL itself can be NOT VALID, without the way over a CHECK.
final class PreferNotNullConstraint implements AlterTableRule {
  private static final int FIRST_MAJOR = 18;

  @Override
  public String name() {
    return "prefer-not-null-constraint";
  }

  @Override
  public Severity severity() {
    return Severity.NOTE;
  }

  @Override
  public List<Hit> check(Change change) {
    return change.major() < FIRST_MAJOR
        ? List.of()
        : AddedConstraint.in(change, ConstrType.CONSTR_CHECK).stream()
            .filter(added -> added.node().skipValidation())
            .flatMap(added -> column(added).map(column -> hit(change, added, column)).stream())
            .toList();
  }

  /// The column, where the CHECK demands nothing but that it be there.
  private static Optional<String> column(AddedConstraint added) {
    return added.node().rawExpr() instanceof Node.NullTest test
            && test.nulltesttype() == NullTestType.IS_NOT_NULL
            && test.arg() instanceof Node.ColumnRef column
        ? Optional.of(Name.of(column.fields()).name())
        : Optional.empty();
  }

  private static Hit hit(Change change, AddedConstraint added, String column) {
    String name = Quoted.name(added.name(TableConstraint.Type.CHECK));
    Hit hit =
        Hit.of("PostgreSQL %d needs no CHECK for NOT NULL.".formatted(change.major()))
            .at(added.node().location())
            .because(
                "The way over a CHECK locks the table twice more, to set NOT NULL and to drop the"
                    + " CHECK.")
            .help(
                ("Add NOT NULL %s NOT VALID, which holds for new rows at once; in a migration of"
                        + " its own VALIDATE CONSTRAINT %s, and nothing else is to do.")
                    .formatted(Quoted.name(column), name));
    return AlteredTable.isSingle(change)
        ? hit.rewrite(
            Rewrite.whole(
                change.sql(),
                "ALTER TABLE %s ADD CONSTRAINT %s NOT NULL %s NOT VALID"
                    .formatted(Quoted.name(added.table()), name, Quoted.name(column))))
        : hit;
  }
}
