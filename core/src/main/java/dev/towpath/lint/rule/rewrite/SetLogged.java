package dev.towpath.lint.rule.rewrite;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.AlteredTable;
import dev.towpath.lint.rule.kind.AlterTableRule;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.AlterTableType;
import dev.towpath.sql.syntax.Node;
import java.util.List;

/// SET LOGGED and SET UNLOGGED write a table anew while nobody can use it.
final class SetLogged implements AlterTableRule {
  @Override
  public String name() {
    return "set-logged";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    if (AlteredTable.isPartitioned(change)) {
      return List.of(); // it has no rows itself, and PostgreSQL does nothing or refuses
    }
    return AlteredTable.commands(change, AlterTableType.AT_SetLogged, AlterTableType.AT_SetUnLogged)
        .stream()
        .map(command -> hit(change, command))
        .toList();
  }

  private static Hit hit(Change change, Node.AlterTableCmd command) {
    boolean unlogged = command.subtype() == AlterTableType.AT_SetUnLogged;
    String loss =
        unlogged
            ? " From then on a crash empties the table, and replicas and point-in-time recovery"
                + " have no rows of it."
            : " All of it goes through the write-ahead log, to every replica.";
    return Hit.of("This writes %s anew while nobody can use it.".formatted(change.table()))
        .because(change.cost(unlogged ? "set-unlogged" : "set-logged", change.table()) + loss)
        .help(
            unlogged
                ? "Make a new unlogged table for what may be lost, and leave this one as it is."
                : "Do it in a window without traffic, or copy the rows to a new table in batches.")
        .sizedBy(change.table());
  }
}
