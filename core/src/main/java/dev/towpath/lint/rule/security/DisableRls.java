package dev.towpath.lint.rule.security;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.rule.kind.AlterTableRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.AlterTableType;
import java.util.List;

/// Without row security every policy of a table is moot.
final class DisableRls implements AlterTableRule {
  @Override
  public String name() {
    return "disable-rls";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    Name table = change.table();
    boolean wasOff =
        change.known(table).filter(known -> known.complete() && !known.rowSecurity()).isPresent();
    if (change.commands(AlterTableType.AT_DisableRowSecurity).isEmpty()
        || wasOff
        || !change.isInUse(table)) {
      return List.of();
    }
    return List.of(
        Hit.of("This switches row security of %s off.".formatted(table))
            .because(
                "From the commit on every role with rights on the table sees and writes all rows;"
                    + " its policies are kept and not asked.")
            .help("Change the policy that stands in the way, or give the role in question its own.")
            .ifStill(schema -> schema.table(table).filter(now -> !now.rowSecurity()).isPresent()));
  }
}
