package dev.towpath.lint;

import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import java.util.Optional;
import java.util.function.Predicate;

/// What a rule says about a statement.
///
/// @param message one sentence: what the statement does that it should not
/// @param offset where in the statement, in UTF-16; -1 for its start, as in syntax trees
/// @param why what happens in a running system: lock, scan, loss, error; may be empty
/// @param help the safe way, in a sentence or two; may be empty
/// @param rewrite the safe way as an edit of the script
/// @param table whose size decides how long it hurts: a table known to be small makes it a note
/// @param still asked once all statements of the deploy are known: without it nothing is said
public record Hit(
    String message,
    int offset,
    String why,
    String help,
    Optional<Rewrite> rewrite,
    Optional<Name> table,
    Predicate<Schema> still) {

  public static Hit of(String message) {
    return new Hit(message, -1, "", "", Optional.empty(), Optional.empty(), schema -> true);
  }

  public Hit at(int offset) {
    return new Hit(message, offset, why, help, rewrite, table, still);
  }

  public Hit because(String why) {
    return new Hit(message, offset, why, help, rewrite, table, still);
  }

  public Hit help(String help) {
    return new Hit(message, offset, why, help, rewrite, table, still);
  }

  public Hit rewrite(Rewrite rewrite) {
    return new Hit(message, offset, why, help, Optional.of(rewrite), table, still);
  }

  public Hit sizedBy(Name table) {
    return new Hit(message, offset, why, help, rewrite, Optional.of(table), still);
  }

  /// Says it only if something still holds for the schema when the whole deploy is done: a later
  /// statement may put right what this one left open. Keep names in the condition, no objects.
  public Hit ifStill(Predicate<Schema> still) {
    return new Hit(message, offset, why, help, rewrite, table, still);
  }
}
