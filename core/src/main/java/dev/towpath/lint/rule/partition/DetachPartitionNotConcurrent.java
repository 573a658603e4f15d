package dev.towpath.lint.rule.partition;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.Concurrently;
import dev.towpath.lint.rule.kind.AlterTableRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Table;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.AlterTableType;
import dev.towpath.sql.syntax.Node;
import java.util.List;

/// Detaching a partition without CONCURRENTLY locks the whole partitioned table.
final class DetachPartitionNotConcurrent implements AlterTableRule {
  @Override
  public String name() {
    return "detach-partition-not-concurrent";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    if (change.commands(AlterTableType.AT_DetachPartition).isEmpty()
        || !change.isInUse(change.table())
        || Concurrently.isInScriptsTransaction(change)
        || change.schema().partitions(change.table()).stream().anyMatch(Table::isDefault)) {
      return List.of();
    }
    return change.commands(AlterTableType.AT_DetachPartition).stream()
        .map(Node.AlterTableCmd::def)
        .filter(Node.PartitionCmd.class::isInstance)
        .map(Node.PartitionCmd.class::cast)
        .filter(partition -> !partition.concurrent() && partition.name() != null)
        .map(partition -> hit(change, change.schema().qualified(Name.of(partition.name()))))
        .toList();
  }

  private static Hit hit(Change change, Name partition) {
    return Concurrently.atEnd(
        change,
        Hit.of("This detaches %s while nobody can use %s.".formatted(partition, change.table()))
            .because(
                change.cost("detach-partition", change.table())
                    + " While it waits behind a long query, all reads and writes of all partitions"
                    + " wait behind it.")
            .help(
                "Detach it concurrently, in a script without a transaction around it; if that is"
                    + " interrupted, DETACH PARTITION ... FINALIZE ends it."));
  }
}
