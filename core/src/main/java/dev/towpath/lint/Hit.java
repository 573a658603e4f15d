package dev.towpath.lint;

import dev.towpath.lint.schema.Name;
import java.util.Optional;

/// What a rule says about a statement.
///
/// @param message one sentence: what the statement does that it should not
/// @param offset where in the statement, in UTF-16; -1 for its start, as in syntax trees
/// @param why what happens in a running system: lock, scan, loss, error; may be empty
/// @param help the safe way, in a sentence or two; may be empty
/// @param rewrite the safe way as an edit of the script
/// @param table whose size decides how long it hurts: a table known to be small makes it a note
public record Hit(
    String message,
    int offset,
    String why,
    String help,
    Optional<Rewrite> rewrite,
    Optional<Name> table) {

  public static Hit of(String message) {
    return new Hit(message, -1, "", "", Optional.empty(), Optional.empty());
  }

  public Hit at(int offset) {
    return new Hit(message, offset, why, help, rewrite, table);
  }

  public Hit because(String why) {
    return new Hit(message, offset, why, help, rewrite, table);
  }

  public Hit help(String help) {
    return new Hit(message, offset, why, help, rewrite, table);
  }

  public Hit rewrite(Rewrite rewrite) {
    return new Hit(message, offset, why, help, Optional.of(rewrite), table);
  }

  public Hit sizedBy(Name table) {
    return new Hit(message, offset, why, help, rewrite, Optional.of(table));
  }
}
