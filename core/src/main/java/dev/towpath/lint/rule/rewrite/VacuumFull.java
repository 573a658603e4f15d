package dev.towpath.lint.rule.rewrite;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.locks.Role;
import dev.towpath.lint.reading.InUse;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Options;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// VACUUM FULL writes a table anew while nobody can use it.
final class VacuumFull implements Rule {
  @Override
  public String name() {
    return "vacuum-full";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!(change.node() instanceof Node.VacuumStmt vacuum)
        || !vacuum.isVacuumcmd()
        || !Options.isOn(vacuum.options(), "full")) {
      return List.of();
    }
    if (vacuum.rels().isEmpty()) {
      String cost = change.cost("vacuum-full", Map.of(Role.TABLE, "each in its turn"));
      return List.of(hit("every table of the database, one after the other,", cost));
    }
    return InUse.of(change, relations(vacuum)).stream().map(table -> hit(change, table)).toList();
  }

  private static List<Node.RangeVar> relations(Node.VacuumStmt vacuum) {
    return vacuum.rels().stream()
        .filter(Node.VacuumRelation.class::isInstance)
        .map(each -> ((Node.VacuumRelation) each).relation())
        .filter(Objects::nonNull)
        .toList();
  }

  private static Hit hit(Change change, Name table) {
    return hit(table.toString(), change.cost("vacuum-full", table)).sizedBy(table);
  }

  private static Hit hit(String what, String cost) {
    return Hit.of("This writes %s anew while nobody can use it.".formatted(what))
        .because(cost + " It needs as much free disk as the copy takes.")
        .help(
            "VACUUM without FULL makes the space free for new rows. If the disk must have it back,"
                + " use pg_repack or pg_squeeze, or from PostgreSQL 19 on REPACK (CONCURRENTLY).");
  }
}
