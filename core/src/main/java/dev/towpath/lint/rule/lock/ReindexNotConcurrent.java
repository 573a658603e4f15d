package dev.towpath.lint.rule.lock;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.locks.Role;
import dev.towpath.lint.reading.Concurrently;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Options;
import dev.towpath.lint.schema.Schema;
import dev.towpath.lint.schema.Table;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.ReindexObjectType;
import java.util.List;
import java.util.Map;
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
    String indexes = ofIndex ? "index " + Name.of(reindex.relation()) : "all indexes of " + name;
    String cost =
        change.cost(
            ofIndex ? "reindex-index" : "reindex-table",
            words(table.map(Name::toString).orElse("its table"), indexes));
    Hit hit = hit(indexes, cost);
    return List.of(
        Concurrently.behind(
            change, table.map(hit::sizedBy).orElse(hit), ofIndex ? "index" : "table"));
  }

  private static Hit many(Change change, String what, String word) {
    String cost = change.cost("reindex-schema", words("one table after the other", "its indexes"));
    return Concurrently.behind(change, hit("the indexes of " + what, cost), word);
  }

  private static Map<Role, String> words(String table, String indexes) {
    return Map.of(Role.TABLE, table, Role.INDEX, indexes);
  }

  private static Hit hit(String what, String cost) {
    return Hit.of("This rebuilds %s while nobody can write to the table.".formatted(what))
        .because(
            cost
                + " The planner opens all indexes of a table, so that nearly every query waits"
                + " too.")
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
