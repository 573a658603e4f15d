package dev.towpath.lint.rule.lock;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rewrite;
import dev.towpath.lint.Rule;
import dev.towpath.lint.reading.Concurrently;
import dev.towpath.lint.reading.Drops;
import dev.towpath.lint.reading.Quoted;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.lint.schema.Table;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.ObjectType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Dropping an index without CONCURRENTLY locks its table for reads and writes.
final class DropIndexNotConcurrent implements Rule {
  @Override
  public String name() {
    return "drop-index-not-concurrent";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!(change.node() instanceof Node.DropStmt drop)
        || drop.removeType() != ObjectType.OBJECT_INDEX
        || drop.concurrent()
        || Drops.cascades(change)) {
      return List.of();
    }
    List<Name> old =
        drop.objects().stream().map(Name::ofObject).filter(each -> isOld(change, each)).toList();
    return old.isEmpty() ? List.of() : List.of(hit(change, drop, old));
  }

  private static boolean isOld(Change change, Name index) {
    return change
        .schema()
        .index(index)
        .map(
            found ->
                !found.index().born()
                    && change.isInUse(found.table().name())
                    && found.table().sort() != Table.Sort.PARTITIONED)
        .orElse(true);
  }

  private static Hit hit(Change change, Node.DropStmt drop, List<Name> indexes) {
    String names = indexes.stream().map(Name::toString).collect(Collectors.joining(", "));
    Optional<Name> table =
        change.schema().index(indexes.getFirst()).map(Schema.Indexed::table).map(Table::name);
    Hit hit =
        Hit.of("This drops index %s while nobody can use the table.".formatted(names))
            .because(
                change.cost("drop-index", table.orElse(new Name("", "the index's table")))
                    + " While it waits behind a long query, every read and write waits behind it.")
            .help("Drop it concurrently, in a script without a transaction around it.");
    Hit sized = table.map(hit::sizedBy).orElse(hit);
    return drop.objects().size() == 1
        ? Concurrently.behind(change, sized, "drop", "index")
        : sized.rewrite(Rewrite.whole(change.sql(), apart(drop)));
  }

  /// One statement takes but one index concurrently.
  private static String apart(Node.DropStmt drop) {
    String way = "DROP INDEX CONCURRENTLY " + (drop.missingOk() ? "IF EXISTS " : "");
    return drop.objects().stream()
        .map(object -> way + Quoted.name(Name.ofObject(object)))
        .collect(Collectors.joining(";\n"));
  }
}
