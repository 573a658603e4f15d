package dev.towpath.lint.rule.security;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.rule.kind.AlterTableRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Table;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.AlterTableType;
import java.util.List;

/// Switching row security on without a policy empties a table for its readers.
final class EnableRlsHidesRows implements AlterTableRule {
  @Override
  public String name() {
    return "enable-rls-hides-rows";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    Name table = change.table();
    if (change.commands(AlterTableType.AT_EnableRowSecurity).isEmpty()
        || !change.isInUse(table)
        || change.known(table).filter(Table::rowSecurity).isPresent()) {
      return List.of();
    }
    return List.of(
        Hit.of("This hides all rows of %s: no policy is known.".formatted(table))
            .because(
                "From the commit on every role but the owner and those that bypass row security"
                    + " reads an empty table, without an error, and cannot write.")
            .help("Make the policies before, in the same transaction.")
            .ifStill(
                schema -> schema.table(table).filter(now -> now.policies().isEmpty()).isPresent()));
  }
}
