package dev.towpath.lint.rule.partition;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.reading.Writes;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.lint.schema.Table;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.ObjectType;
import java.util.List;

/// One deploy prepares a partitioned table and puts it in the place of the old one.
final class PartitionPhasesMixed implements Rule {
  @Override
  public String name() {
    return "partition-phases-mixed";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    return switch (change.node()) {
      case Node.RenameStmt rename
          when rename.renameType() == ObjectType.OBJECT_TABLE && rename.relation() != null ->
          swap(change, Name.of(rename.relation()), rename.newname());
      case Node.InsertStmt insert when insert.relation() != null -> copy(change, insert);
      default -> List.of();
    };
  }

  /// The partitioned table gets the name that the old one has just lost.
  private static List<Hit> swap(Change change, Name relation, String now) {
    Schema schema = change.schema();
    Name shadow = schema.qualified(relation);
    Name place = new Name(shadow.schema(), now);
    boolean prepared = schema.isBorn(shadow) || schema.conversions().isCopied(shadow);
    return isPartitioned(change, shadow) && prepared && schema.conversions().isVacated(place)
        ? List.of(hit(place).ifStill(after -> !takesInOld(after, place)))
        : List.of();
  }

  /// Where the new table has the old name from the start, the copy is what comes too late.
  private static List<Hit> copy(Change change, Node.InsertStmt insert) {
    Name place = change.table();
    return change.schema().conversions().isVacated(place)
            && isPartitioned(change, place)
            && Writes.isCopy(insert)
        ? List.of(hit(place))
        : List.of();
  }

  private static boolean isPartitioned(Change change, Name table) {
    return change.known(table).filter(each -> each.sort() == Table.Sort.PARTITIONED).isPresent();
  }

  /// The old table is itself a partition of the new one: no row is copied, none can be missing.
  private static boolean takesInOld(Schema schema, Name place) {
    return schema.partitions(place).stream().anyMatch(each -> !each.born());
  }

  private static Hit hit(Name place) {
    return Hit.of(
            "This deploy prepares the partitioned %s and puts it in the place of the old table."
                .formatted(place))
        .because(
            "Nothing can be compared between the two: rows that are missing or differ are found"
                + " when the application has them already, and rows written to the old table during"
                + " the copy are lost.")
        .help(
            "Two deploys. First the partitioned table, the triggers that keep it in step, and the"
                + " copy in batches; then, when the two tables are the same, the renames.");
  }
}
