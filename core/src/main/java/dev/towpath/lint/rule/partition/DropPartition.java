package dev.towpath.lint.rule.partition;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.Drops;
import dev.towpath.lint.rule.kind.DropRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Table;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.ObjectType;
import java.util.List;
import java.util.Optional;

/// Dropping a partition that is still attached locks the whole partitioned table.
final class DropPartition implements DropRule {
  @Override
  public String name() {
    return "drop-partition";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    return Drops.old(change, ObjectType.OBJECT_TABLE).stream()
        .flatMap(name -> change.known(name).stream())
        .flatMap(table -> hit(change, table).stream())
        .toList();
  }

  private static Optional<Hit> hit(Change change, Table table) {
    return table
        .partitionOf()
        .filter(change::isInUse)
        .map(parent -> hit(change, table.name(), parent));
  }

  private static boolean hasDefault(Change change, Name parent) {
    return change.schema().partitions(parent).stream().anyMatch(Table::isDefault);
  }

  private static Hit hit(Change change, Name partition, Name parent) {
    boolean hasDefault = hasDefault(change, parent);
    String form = hasDefault ? "drop-partition-with-default" : "drop-partition";
    return Hit.of("This drops %s while nobody can use %s.".formatted(partition, parent))
        .because(
            change.cost(form, parent)
                + " While that waits behind a long query, all reads and writes of all partitions"
                + " wait behind it.")
        .help(
            hasDefault
                ? "CONCURRENTLY is refused with a default partition: detach it first, with a short"
                    + " lock_timeout, and drop it in a later release."
                : "DETACH PARTITION ... CONCURRENTLY first, and drop it in a later release.");
  }
}
