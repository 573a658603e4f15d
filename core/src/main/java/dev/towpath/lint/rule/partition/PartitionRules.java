package dev.towpath.lint.rule.partition;

import dev.towpath.lint.Rule;
import java.util.List;

/// Partitioned tables, and the way to one.
public final class PartitionRules {
  public static final List<Rule> ALL =
      List.of(
          new AttachPartition(),
          new ConcurrentlyOnPartitionedTable(),
          new CreatePartition(),
          new DetachConcurrentlyWithDefault(),
          new DetachPartitionNotConcurrent(),
          new DropPartition(),
          new IndexOnPartitionedTable(),
          new PartitionPhasesMixed());

  private PartitionRules() {}
}
