package dev.towpath.lint.rule.security;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.rule.kind.AlterTableRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.AlterTableType;
import java.util.List;

/// Row security without a policy lets nobody through.
final class RlsWithoutPolicy implements AlterTableRule {
  @Override
  public String name() {
    return "rls-without-policy";
  }

  @Override
  public Severity severity() {
    return Severity.NOTE;
  }

  @Override
  public List<Hit> check(Change change) {
    Name table = change.table();
    if (change.isInUse(table) || change.commands(AlterTableType.AT_EnableRowSecurity).isEmpty()) {
      return List.of();
    }
    return List.of(
        Hit.of("This leaves new table %s with row security and no policy.".formatted(table))
            .because(
                "Only its owner and roles that bypass row security see rows; others see an empty"
                    + " table, without an error.")
            .help("Make a policy for each command that clients need, if they need any.")
            .ifStill(
                schema ->
                    schema
                        .table(table)
                        .filter(now -> now.rowSecurity() && now.policies().isEmpty())
                        .isPresent()));
  }
}
