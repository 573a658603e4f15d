package dev.towpath.lint.rule.constraint;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.AddedConstraint;
import dev.towpath.lint.rule.kind.AlterTableRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Table;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.ConstrType;
import java.util.List;

/// A primary key made of an index reads the whole table if a column may hold nulls.
final class PrimaryKeyUsingIndex implements AlterTableRule {
  @Override
  public String name() {
    return "primary-key-using-index";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    return AddedConstraint.in(change, ConstrType.CONSTR_PRIMARY).stream()
        .filter(added -> !added.node().indexname().isEmpty())
        .flatMap(
            added -> nullable(change, added).stream().map(column -> hit(change, added, column)))
        .toList();
  }

  /// Only columns that are known to take nulls: of an index that is not known nothing is said.
  private static List<String> nullable(Change change, AddedConstraint added) {
    String index = added.node().indexname();
    return change.known(added.table()).stream()
        .flatMap(
            table ->
                table.indexes().stream()
                    .filter(each -> each.name().name().equals(index))
                    .flatMap(each -> each.columns().stream())
                    .filter(column -> mayBeNull(table, column)))
        .toList();
  }

  private static boolean mayBeNull(Table table, String column) {
    return table.column(column).filter(each -> !each.notNull()).isPresent()
        && !table.provesNotNull(column);
  }

  private static Hit hit(Change change, AddedConstraint added, String column) {
    Name table = added.table();
    return Hit.of("%s.%s may hold nulls, so this reads the whole table.".formatted(table, column))
        .at(added.node().location())
        .because(change.cost("add-primary-key-using-index-nullable", table))
        .help("Make %s NOT NULL first, by a constraint that is validated before.".formatted(column))
        .sizedBy(table);
  }
}
