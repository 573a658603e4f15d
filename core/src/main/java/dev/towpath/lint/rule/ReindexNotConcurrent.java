package dev.towpath.lint.rule;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.reading.Concurrently;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Options;
import dev.towpath.lint.schema.Schema;
import dev.towpath.lint.schema.Table;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.ReindexObjectType;
import java.util.List;
import java.util.Optional;

/// REINDEX without CONCURRENTLY stops writes and nearly all reads until it is done.
final class ReindexNotConcurrent implements Rule {
  @Override
  public String name() {
    return "reindex-not-concurrent";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!(change.node() instanceof Node.ReindexStmt reindex)
        || Options.isOn(reindex.params(), "concurrently")) {
      return List.of();
    }
    return switch (reindex.kind()) {
      case REINDEX_OBJECT_INDEX, REINDEX_OBJECT_TABLE -> one(change, reindex);
      case REINDEX_OBJECT_SCHEMA -> List.of(many(change, "schema " + reindex.name(), "schema"));
      case REINDEX_OBJECT_DATABASE -> List.of(many(change, "the whole database", "database"));
      case REINDEX_OBJECT_SYSTEM -> List.of(system());
    };
  }

  private static List<Hit> one(Change change, Node.ReindexStmt reindex) {
    if (reindex.relation() == null) {
      return List.of();
    }
    Name name = change.schema().qualified(Name.of(reindex.relation()));
    boolean ofIndex = reindex.kind() == ReindexObjectType.REINDEX_OBJECT_INDEX;
    Optional<Name> table =
        ofIndex
            ? change
                .schema()
                .index(Name.of(reindex.relation()))
                .map(Schema.Indexed::table)
                .map(Table::name)
            : Optional.of(name);
    if (table.filter(each -> !change.isInUse(each)).isPresent()) {
      return List.of();
    }
    Hit hit = hit(ofIndex ? "index " + Name.of(reindex.relation()) : "all indexes of " + name);
    return List.of(
        Concurrently.behind(
            change, table.map(hit::sizedBy).orElse(hit), ofIndex ? "index" : "table"));
  }

  private static Hit many(Change change, String what, String word) {
    return Concurrently.behind(change, hit("the indexes of " + what), word);
  }

  private static Hit hit(String what) {
    return Hit.of("This rebuilds %s while nobody can write to the table.".formatted(what))
        .because(
            "It takes SHARE on the table and ACCESS EXCLUSIVE on the index: writes wait, and so"
                + " does nearly every query, as the planner opens all indexes of a table.")
        .help("Rebuild concurrently, in a script without a transaction around it.");
  }

  private static Hit system() {
    return Hit.of("This rebuilds the indexes of the system catalogs under lock.")
        .because("No session can plan a query on a catalog whose index is being rebuilt.")
        .help(
            "CONCURRENTLY is refused for catalogs. Do it in a maintenance window, by hand, for the"
                + " one index that needs it.");
  }
}
