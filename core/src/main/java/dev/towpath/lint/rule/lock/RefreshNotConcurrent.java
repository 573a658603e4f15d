package dev.towpath.lint.rule.lock;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rewrite;
import dev.towpath.lint.Rule;
import dev.towpath.lint.schema.Index;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import dev.towpath.sql.Phrase;
import dev.towpath.sql.syntax.Node;
import java.util.List;

/// REFRESH MATERIALIZED VIEW without CONCURRENTLY stops all reads of it until it is done.
final class RefreshNotConcurrent implements Rule {
  @Override
  public String name() {
    return "refresh-not-concurrent";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!(change.node() instanceof Node.RefreshMatViewStmt refresh)
        || refresh.concurrent()
        || refresh.skipData()
        || refresh.relation() == null) {
      return List.of();
    }
    Name view = change.schema().qualified(Name.of(refresh.relation()));
    return change.isInUse(view) ? List.of(hit(change, view)) : List.of();
  }

  private static Hit hit(Change change, Name view) {
    Hit hit =
        Hit.of("This refreshes %s while nobody can read it.".formatted(view))
            .because(
                change.cost("refresh-materialized-view", view)
                    + " It is held for as long as its query runs.");
    if (change.known(view).isPresent() && !hasKey(change, view)) {
      return hit.help(
          "REFRESH ... CONCURRENTLY lets readers go on, but needs a unique index on plain columns"
              + " without WHERE: make one first. It takes several times as long.");
    }
    Hit safe =
        hit.help(
            "Refresh it concurrently: readers go on. It takes several times as long and needs a"
                + " unique index on plain columns without WHERE.");
    return Phrase.find(change.sql(), 0, "materialized", "view")
        .map(words -> safe.rewrite(Rewrite.insert(words.end(), " CONCURRENTLY")))
        .orElse(safe);
  }

  private static boolean hasKey(Change change, Name view) {
    return change.known(view).stream()
        .flatMap(table -> table.indexes().stream())
        .anyMatch(RefreshNotConcurrent::isKey);
  }

  private static boolean isKey(Index index) {
    return index.unique() && !index.partial() && !index.columns().isEmpty();
  }
}
