package dev.towpath.lint.rule.rewrite;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.AlteredTable;
import dev.towpath.lint.rule.kind.AlterTableRule;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.AlterTableType;
import java.util.List;

/// SET ACCESS METHOD writes a table anew while nobody can use it.
final class SetAccessMethod implements AlterTableRule {
  @Override
  public String name() {
    return "set-access-method";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    if (AlteredTable.isPartitioned(change)) {
      return List.of(); // it only says how new partitions are stored
    }
    return AlteredTable.commands(change, AlterTableType.AT_SetAccessMethod).stream()
        .map(
            command ->
                Hit.of("This writes %s anew while nobody can use it.".formatted(change.table()))
                    .because(change.cost("set-access-method", change.table()))
                    .help(
                        "Make a new table with that access method, copy the rows in batches and"
                            + " swap the names in a later release.")
                    .sizedBy(change.table()))
        .toList();
  }
}
