package dev.towpath.lint.reading;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rewrite;
import dev.towpath.lint.Runner;
import dev.towpath.lint.Transaction;
import dev.towpath.sql.Phrase;
import dev.towpath.sql.Span;
import java.util.Optional;

/// Puts CONCURRENTLY into statements.
public final class Concurrently {
  private Concurrently() {}

  /// With CONCURRENTLY behind some words, if they stand in the statement.
  public static Hit behind(Change change, Hit hit, String... words) {
    Optional<Span> place = Phrase.find(change.sql(), 0, words);
    return place.map(span -> with(change, hit, span.end())).orElse(hit);
  }

  /// With CONCURRENTLY at the end of the statement, if no comment may swallow it.
  public static Hit atEnd(Change change, Hit hit) {
    String sql = change.sql().stripTrailing();
    return sql.contains("--") || sql.contains("/*") ? hit : with(change, hit, sql.length());
  }

  private static Hit with(Change change, Hit hit, int offset) {
    Rewrite rewrite = Rewrite.insert(offset, " CONCURRENTLY");
    return hit.rewrite(mayRunAlone(change) ? rewrite.safeToApply() : rewrite);
  }

  /// Whether a statement here runs outside a transaction if PostgreSQL demands it.
  public static boolean mayRunAlone(Change change) {
    return switch (change.transaction().opener()) {
      case NO_ONE -> true;
      case RUNNER -> change.setting().runner().boundaries() == Runner.Boundaries.SPLIT;
      case SCRIPT, BODY -> false;
    };
  }

  public static boolean isInScriptsTransaction(Change change) {
    return change.transaction().opener() == Transaction.Opener.SCRIPT;
  }
}
