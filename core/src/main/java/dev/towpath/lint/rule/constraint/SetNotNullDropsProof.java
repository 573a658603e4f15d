package dev.towpath.lint.rule.constraint;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.AlteredTable;
import dev.towpath.lint.rule.kind.AlterTableRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Table;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.AlterTableType;
import dev.towpath.sql.syntax.Node;
import java.util.List;

/// SET NOT NULL loses the CHECK that would have spared it the scan.
final class SetNotNullDropsProof implements AlterTableRule {
  @Override
  public String name() {
    return "set-not-null-drops-proof";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    List<String> dropped =
        AlteredTable.commands(change, AlterTableType.AT_DropConstraint).stream()
            .map(Node.AlterTableCmd::name)
            .toList();
    return AlteredTable.commands(change, AlterTableType.AT_SetNotNull).stream()
        .filter(command -> losesProof(change, command.name(), dropped))
        .map(command -> hit(change, command.name()))
        .toList();
  }

  private static boolean losesProof(Change change, String column, List<String> dropped) {
    return change
        .known(change.table())
        .filter(table -> table.column(column).filter(each -> each.notNull()).isEmpty())
        .filter(table -> table.provesNotNull(column) && !provenBeside(table, column, dropped))
        .isPresent();
  }

  private static boolean provenBeside(Table table, String column, List<String> dropped) {
    return table.constraints().stream()
        .anyMatch(
            each ->
                each.validated()
                    && each.notNull().contains(column)
                    && !dropped.contains(each.name()));
  }

  private static Hit hit(Change change, String column) {
    Name table = change.table();
    return Hit.of(
            "This drops the CHECK that proves %s.%s in the same command that needs it."
                .formatted(table, column))
        .because(
            "PostgreSQL drops first, so the rows are read. "
                + change.cost("set-not-null-proof-dropped", table))
        .help("Drop the CHECK in a statement of its own, behind SET NOT NULL.")
        .sizedBy(table);
  }
}
