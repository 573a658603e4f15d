package dev.towpath.lint.rule.partition;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.AlteredTable;
import dev.towpath.lint.rule.kind.AlterTableRule;
import dev.towpath.lint.schema.Constants;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Table;
import dev.towpath.lint.schema.TableConstraint;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.AlterTableType;
import dev.towpath.sql.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// ATTACH PARTITION reads the new partition and the default one under lock.
final class AttachPartition implements AlterTableRule {
  @Override
  public String name() {
    return "attach-partition";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    List<Hit> hits = new ArrayList<>();
    if (!AlteredTable.isTable(change)) {
      return hits; // of an index
    }
    for (Node.AlterTableCmd command : change.commands(AlterTableType.AT_AttachPartition)) {
      if (command.def() instanceof Node.PartitionCmd partition && partition.name() != null) {
        Name child = change.schema().qualified(Name.of(partition.name()));
        if (change.isInUse(child) && !isProven(change.known(child), partition.bound())) {
          hits.add(scanned(change, child));
        }
        defaultOf(change, change.table(), partition.bound())
            .map(other -> locked(change, other))
            .ifPresent(hits::add);
        if (!change.isInUse(child) && !isKnown(change, change.table())) {
          hits.add(perhapsLocked(change.table()));
        }
      }
    }
    return hits;
  }

  /// The default partition of a table, if others may be using it and nothing says what it lacks.
  static Optional<Table> defaultOf(
      Change change, Name parent, Node.@Nullable PartitionBoundSpec bound) {
    return change.schema().partitions(parent).stream()
        .filter(each -> each.isDefault() && !each.born() && !isProven(Optional.of(each), bound))
        .findFirst();
  }

  /// Whether all of a table's partitions are known, or that others can't be using it.
  private static boolean isKnown(Change change, Name parent) {
    return !change.isInUse(parent) || change.known(parent).filter(Table::complete).isPresent();
  }

  /// Whether a validated CHECK may say what the rows are: it must name the bounds' own values.
  private static boolean isProven(Optional<Table> table, Node.@Nullable PartitionBoundSpec bound) {
    Set<String> values = bound == null ? Set.of() : Constants.of(List.of(bound));
    return table.stream()
        .flatMap(each -> each.constraints().stream())
        .anyMatch(
            each ->
                each.type() == TableConstraint.Type.CHECK
                    && each.validated()
                    && each.constants().containsAll(values));
  }

  private static Hit scanned(Change change, Name child) {
    return Hit.of("This reads all rows of %s while nobody can use it.".formatted(child))
        .because(
            "PostgreSQL makes sure that each row is within the partition's bounds: no validated"
                + " CHECK of it names them. "
                + change.cost("attach-partition", change.table()))
        .help(
            "Add a CHECK that says the same as the bounds, NOT VALID, and validate it in a later"
                + " migration: then ATTACH reads nothing. Drop the CHECK behind it.")
        .sizedBy(child);
  }

  private static Hit perhapsLocked(Name parent) {
    return Hit.of(
            "This reads all rows of the default partition of %s, if it has one.".formatted(parent))
        .because(
            "What partitions there are isn't known here. A default partition can't be used while"
                + " PostgreSQL makes sure that none of its rows belongs to the new one.")
        .help("Check with the target's catalog: towpath check -e ENV");
  }

  private static Hit locked(Change change, Table other) {
    return Hit.of(
            "This reads all rows of default partition %s while nobody can use it."
                .formatted(other.name()))
        .because(
            "PostgreSQL makes sure that no row there belongs to the new partition; one that does"
                + " makes the statement fail. "
                + change.cost("attach-partition-with-default", change.table()))
        .help(
            "Add a CHECK to the default partition that excludes the new bounds, NOT VALID, and"
                + " validate it in a later migration; or empty and detach the default partition.")
        .sizedBy(other.name());
  }
}
