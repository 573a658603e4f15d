package dev.towpath.lint.rule.partition;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.rule.kind.AlterTableRule;
import dev.towpath.lint.schema.Table;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.AlterTableType;
import dev.towpath.sql.syntax.Node;
import java.util.List;

/// DETACH CONCURRENTLY is refused where the table has a default partition.
final class DetachConcurrentlyWithDefault implements AlterTableRule {
  @Override
  public String name() {
    return "detach-concurrently-with-default";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    boolean concurrent =
        change.commands(AlterTableType.AT_DetachPartition).stream()
            .map(Node.AlterTableCmd::def)
            .anyMatch(def -> def instanceof Node.PartitionCmd part && part.concurrent());
    if (!concurrent) {
      return List.of();
    }
    return change.schema().partitions(change.table()).stream()
        .filter(Table::isDefault)
        .limit(1)
        .map(each -> hit(change, each))
        .toList();
  }

  private static Hit hit(Change change, Table other) {
    return Hit.of(
            "PostgreSQL refuses to detach a partition of %s concurrently."
                .formatted(change.table()))
        .because(
            "%s is its default partition, and with one there the statement fails with 55000."
                .formatted(other.name()))
        .help(
            "Leave CONCURRENTLY out, with a lock_timeout of a second or so and another try later;"
                + " or detach the default partition first, if it is empty.");
  }
}
