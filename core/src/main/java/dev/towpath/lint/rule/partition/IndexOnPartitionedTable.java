package dev.towpath.lint.rule.partition;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.locks.Role;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Table;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import java.util.List;
import java.util.Map;

/// An index of a partitioned table is built on all partitions at once, while none takes a write.
final class IndexOnPartitionedTable implements Rule {
  @Override
  public String name() {
    return "index-on-partitioned-table";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!(change.node() instanceof Node.IndexStmt index)
        || index.concurrent()
        || index.relation() == null
        || !index.relation().inh()
        || !change.isInUse(change.table())) {
      return List.of();
    }
    return change
        .known(change.table())
        .filter(table -> table.sort() == Table.Sort.PARTITIONED)
        .filter(table -> !areAllNew(change, table))
        .map(table -> hit(change, table.name()))
        .stream()
        .toList();
  }

  private static boolean areAllNew(Change change, Table parent) {
    List<Table> partitions = change.schema().partitions(parent.name());
    return !partitions.isEmpty() && partitions.stream().allMatch(Table::born);
  }

  private static Hit hit(Change change, Name table) {
    return Hit.of("This builds an index on every partition of %s at once.".formatted(table))
        .because(change.cost("create-index-parent", words(table)) + " The locks stay to its end.")
        .help(
            "CREATE INDEX ... ON ONLY the table itself; then CREATE INDEX CONCURRENTLY on each"
                + " partition, and ALTER INDEX ... ATTACH PARTITION for each.")
        .sizedBy(table);
  }

  private static Map<Role, String> words(Name table) {
    String partitions = "each of its partitions";
    return Map.of(
        Role.PARENT, table.toString(),
        Role.PARTITION, partitions,
        Role.OTHER_PARTITION, partitions);
  }
}
