package dev.towpath.lint.rule.partition;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.lint.schema.Table;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.ObjectType;
import java.util.List;

/// PostgreSQL neither builds nor drops an index of a partitioned table concurrently.
final class ConcurrentlyOnPartitionedTable implements Rule {
  @Override
  public String name() {
    return "concurrently-on-partitioned-table";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    return switch (change.node()) {
      case Node.IndexStmt index when index.concurrent() && isPartitioned(change, change.table()) ->
          List.of(build(change.table()));
      case Node.DropStmt drop
          when drop.concurrent() && drop.removeType() == ObjectType.OBJECT_INDEX ->
          drop.objects().stream()
              .flatMap(object -> change.schema().index(Name.ofObject(object)).stream())
              .filter(found -> found.table().sort() == Table.Sort.PARTITIONED)
              .map(ConcurrentlyOnPartitionedTable::drop)
              .toList();
      default -> List.of();
    };
  }

  private static boolean isPartitioned(Change change, Name table) {
    return change.known(table).filter(each -> each.sort() == Table.Sort.PARTITIONED).isPresent();
  }

  private static Hit build(Name table) {
    return Hit.of("PostgreSQL refuses to build an index of %s concurrently.".formatted(table))
        .because("It is partitioned: the statement fails with 0A000.")
        .help(
            "CREATE INDEX ... ON ONLY the table itself, which takes no time; then CREATE INDEX"
                + " CONCURRENTLY on each partition, and ALTER INDEX ... ATTACH PARTITION for"
                + " each.");
  }

  private static Hit drop(Schema.Indexed found) {
    return Hit.of(
            "PostgreSQL refuses to drop index %s concurrently.".formatted(found.index().name()))
        .because(
            "%s is partitioned: the statement fails with 0A000.".formatted(found.table().name()))
        .help(
            "Leave CONCURRENTLY out, with a lock_timeout of a second or so: it locks the table and"
                + " all its partitions, but only for a moment.");
  }
}
