package dev.towpath.lint.rule.lock;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rewrite;
import dev.towpath.lint.Rule;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Table;
import dev.towpath.report.Severity;
import dev.towpath.sql.Phrase;
import dev.towpath.sql.syntax.Node;
import java.util.List;

/// Building an index without CONCURRENTLY stops all writes to the table until it is built.
final class IndexNotConcurrent implements Rule {
  @Override
  public String name() {
    return "index-not-concurrent";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!(change.node() instanceof Node.IndexStmt index)
        || index.concurrent()
        || !change.isInUse(change.table())
        || isPartitioned(change)) {
      return List.of();
    }
    Name table = change.table();
    Hit hit =
        Hit.of("This builds an index on %s while nobody can write to it.".formatted(table))
            .because(change.cost("create-index", table))
            .help("Build it concurrently, in a script without a transaction around it.")
            .sizedBy(table);
    return List.of(
        Phrase.find(change.sql(), 0, "index")
            .map(word -> hit.rewrite(Rewrite.insert(word.end(), " CONCURRENTLY").safeToApply()))
            .orElse(hit));
  }

  /// CONCURRENTLY is refused there; another rule speaks of it.
  private static boolean isPartitioned(Change change) {
    return change
        .known(change.table())
        .filter(table -> table.sort() == Table.Sort.PARTITIONED)
        .isPresent();
  }
}
