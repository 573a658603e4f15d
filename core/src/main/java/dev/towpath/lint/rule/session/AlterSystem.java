package dev.towpath.lint.rule.session;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import java.util.List;

/// ALTER SYSTEM changes the whole server, for all of its databases.
final class AlterSystem implements Rule {
  @Override
  public String name() {
    return "alter-system";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!(change.node() instanceof Node.AlterSystemStmt system)) {
      return List.of();
    }
    String name = system.setstmt() == null ? "" : system.setstmt().name();
    return List.of(
        Hit.of(
                "This changes %s for the whole server."
                    .formatted(name.isEmpty() ? "all settings" : name))
            .because(
                "It writes postgresql.auto.conf: every database of the server has it after the next"
                    + " reload or restart, also after a wrong value that keeps the server from"
                    + " starting. No dump and no replay of the migrations shows it, and managed"
                    + " services refuse it.")
            .help(
                "Set it where servers are set up. For this database alone: ALTER DATABASE ... SET;"
                    + " for one role: ALTER ROLE ... SET."));
  }
}
