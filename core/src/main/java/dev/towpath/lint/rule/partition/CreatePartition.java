package dev.towpath.lint.rule.partition;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rewrite;
import dev.towpath.lint.Rule;
import dev.towpath.lint.reading.InUse;
import dev.towpath.lint.reading.Quoted;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Table;
import dev.towpath.report.Severity;
import dev.towpath.sql.Phrase;
import dev.towpath.sql.Span;
import dev.towpath.sql.syntax.Node;
import java.util.List;
import java.util.Optional;

/// CREATE TABLE ... PARTITION OF locks the whole partitioned table.
final class CreatePartition implements Rule {
  @Override
  public String name() {
    return "create-partition";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!(change.node() instanceof Node.CreateStmt create)
        || create.partbound() == null
        || create.relation() == null
        || create.inhRelations().isEmpty()) {
      return List.of();
    }
    return InUse.of(change, create.inhRelations()).stream()
        .map(parent -> hit(change, create, parent))
        .toList();
  }

  private static Hit hit(Change change, Node.CreateStmt create, Name parent) {
    Optional<Table> other = AttachPartition.defaultOf(change, parent, create.partbound());
    String scan =
        other
            .map(
                table ->
                    " Meanwhile it reads all rows of default partition %s.".formatted(table.name()))
            .orElse("");
    Hit hit =
        Hit.of("This adds a partition while nobody can use %s.".formatted(parent))
            .because(
                change.cost(
                        other.isEmpty()
                            ? "create-partition-of"
                            : "create-partition-of-with-default",
                        parent)
                    + " While it waits behind a long query on any partition, all reads and writes"
                    + " of all of them wait behind it."
                    + scan)
            .help(
                "Make the table by itself and attach it: reads and writes of the partitioned table"
                    + " go on.");
    Hit sized = other.map(table -> hit.sizedBy(table.name())).orElse(hit);
    return now(change, create, parent)
        .map(sql -> sized.rewrite(Rewrite.whole(change.sql(), sql)))
        .orElse(sized);
  }

  /// The two statements, where the partition has no columns and no partitions of its own.
  private static Optional<String> now(Change change, Node.CreateStmt create, Name parent) {
    Optional<Span> bound = Phrase.find(change.sql(), 0, "for", "values");
    if (bound.isEmpty()
        || create.relation() == null
        || create.partspec() != null
        || !create.options().isEmpty()
        || !create.tableElts().isEmpty()
        || !create.accessMethod().isEmpty()
        || !create.tablespacename().isEmpty()
        || create.ifNotExists()) {
      return Optional.empty();
    }
    return Optional.of(
        """
        CREATE TABLE %s (LIKE %s INCLUDING ALL EXCLUDING IDENTITY);
        ALTER TABLE %s ATTACH PARTITION %s %s\
        """
            .formatted(
                Quoted.name(Name.of(create.relation())),
                Quoted.name(parent),
                Quoted.name(parent),
                Quoted.name(Name.of(create.relation())),
                change.sql().substring(bound.get().start()).strip()));
  }
}
