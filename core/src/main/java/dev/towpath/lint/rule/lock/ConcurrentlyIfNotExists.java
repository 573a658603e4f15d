package dev.towpath.lint.rule.lock;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rewrite;
import dev.towpath.lint.Rule;
import dev.towpath.lint.reading.Quoted;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import dev.towpath.sql.Phrase;
import dev.towpath.sql.Span;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.ObjectType;
import java.util.List;

/// CREATE INDEX CONCURRENTLY IF NOT EXISTS takes an index that failed to build for a good one.
final class ConcurrentlyIfNotExists implements Rule {
  @Override
  public String name() {
    return "concurrently-if-not-exists";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!(change.node() instanceof Node.IndexStmt index)
        || !index.concurrent()
        || !index.ifNotExists()
        || !change.isInUse(change.table())) {
      return List.of();
    }
    Name name = new Name(change.table().schema(), index.idxname());
    return change.schema().others().isGone(ObjectType.OBJECT_INDEX, name)
        ? List.of()
        : List.of(hit(change, name));
  }

  private static Hit hit(Change change, Name index) {
    Hit hit =
        Hit.of("This skips index %s also where it is there but invalid.".formatted(index))
            .because(
                "A concurrent build that is interrupted or meets a duplicate leaves an INVALID"
                    + " index: no query uses it, every write pays for it, and a second try with IF"
                    + " NOT EXISTS is taken for done.")
            .help("Drop what a try before may have left, then build without IF NOT EXISTS.");
    return Phrase.find(change.sql(), 0, "if", "not", "exists")
        .map(words -> hit.rewrite(rewrite(words, index)))
        .orElse(hit);
  }

  private static Rewrite rewrite(Span words, Name index) {
    String drop = "DROP INDEX CONCURRENTLY IF EXISTS %s;\n".formatted(Quoted.name(index));
    Span withSpace = new Span(words.start() - 1, words.end());
    return Rewrite.insert(0, drop)
        .and(new Rewrite(false, List.of(new Rewrite.Edit(withSpace, ""))));
  }
}
