package dev.towpath.lint.rule.rewrite;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.locks.Role;
import dev.towpath.lint.reading.InUse;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import java.util.List;
import java.util.Map;

/// CLUSTER writes a table anew, in an index's order, while nobody can use it.
final class Cluster implements Rule {
  @Override
  public String name() {
    return "cluster";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!(change.node() instanceof Node.ClusterStmt cluster)) {
      return List.of();
    }
    if (cluster.relation() == null) {
      String cost = change.cost("cluster", Map.of(Role.TABLE, "each in its turn"));
      return List.of(hit("every table that was clustered once", cost));
    }
    return InUse.of(change, List.of(cluster.relation())).stream()
        .map(table -> hit(change, table))
        .toList();
  }

  private static Hit hit(Change change, Name table) {
    return hit(table.toString(), change.cost("cluster", table)).sizedBy(table);
  }

  private static Hit hit(String what, String cost) {
    return Hit.of("This writes %s anew while nobody can use it.".formatted(what))
        .because(cost + " The order is gone again with the next updates.")
        .help("Use pg_repack with an order, which locks only at its start and end.");
  }
}
