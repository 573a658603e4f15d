package dev.towpath.lint.rule.session;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.AlteredTable;
import dev.towpath.lint.rule.kind.AlterTableRule;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.AlterTableType;
import dev.towpath.sql.syntax.Node;
import java.util.List;

/// A disabled trigger fires for no one, and ALL are the foreign keys too.
final class DisableTrigger implements AlterTableRule {
  @Override
  public String name() {
    return "disable-trigger";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    return AlteredTable.commands(
            change,
            AlterTableType.AT_DisableTrig,
            AlterTableType.AT_DisableTrigAll,
            AlterTableType.AT_DisableTrigUser)
        .stream()
        .map(command -> hit(change, command))
        .toList();
  }

  private static Hit hit(Change change, Node.AlterTableCmd command) {
    boolean all = command.subtype() == AlterTableType.AT_DisableTrigAll;
    String what =
        switch (command.subtype()) {
          case AT_DisableTrigAll -> "all triggers and foreign keys of %s";
          case AT_DisableTrigUser -> "all triggers of %s but those of foreign keys";
          default -> "trigger " + command.name() + " of %s";
        };
    return Hit.of("This turns off %s.".formatted(what.formatted(change.table())))
        .because(
            change.cost(all ? "disable-trigger-all" : "disable-trigger", change.table())
                + (all
                    ? " Rows written meanwhile are not checked against foreign keys, nor are they"
                        + " when the triggers are enabled again. It needs a superuser."
                    : " It is off for all sessions until it is enabled again."))
        .help(
            "Let the trigger itself ask for a setting of the session, as by"
                + " current_setting('app.skip', true), and set that in the script with SET LOCAL.");
  }
}
