package dev.towpath.catalog.source;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/// Understands the word by which a person names a [Source].
///
/// An environment's name comes first, then a path that is there, then `REVISION:PATH`. A name that
/// is an environment and a path as well must be written as `./NAME` or with `-e`.
public final class SourceWord {
  /// The drive of a path on Windows is no revision.
  private static final int SHORTEST_REVISION = 2;

  private SourceWord() {}

  /// The source that a word of the command line names.
  ///
  /// @param folder that paths count from
  /// @param environments their names, `embedded` among them
  public static Source read(String word, Path folder, Set<String> environments) {
    if (word.startsWith("postgresql://") || word.startsWith("postgres://")) {
      return new Source.Database(word);
    }
    Path path = folder.resolve(word).normalize();
    boolean isPath = Files.exists(path);
    if (environments.contains(word)) {
      if (isPath && !word.equals("embedded")) {
        throw ambiguous(word).exception();
      }
      return new Source.Database(word);
    }
    if (isPath) {
      return Files.isDirectory(path) ? new Source.Migrations(path) : new Source.Snapshot(path);
    }
    int colon = word.indexOf(':');
    if (colon >= SHORTEST_REVISION && colon < word.length() - 1 && !word.startsWith("-")) {
      return new Source.Revision(word.substring(0, colon), word.substring(colon + 1));
    }
    throw unknown(word, environments).exception();
  }

  private static Problem ambiguous(String word) {
    return Problem.of(
            "source-ambiguous", Exit.USAGE, word + " is an environment, and a path as well.")
        .leaving("Nothing was read or changed.")
        .next("Write ./" + word + " for the path, or rename one of them.");
  }

  private static Problem unknown(String word, Set<String> environments) {
    return Problem.of("source-unknown", Exit.USAGE, "There is no catalog at '" + word + "'.")
        .because(
            "It is no environment ("
                + String.join(", ", environments.stream().sorted().toList())
                + "), no file or folder here, and not REVISION:PATH.")
        .leaving("Nothing was read or changed.")
        .next("Name one of these, or give a postgresql:// URL.");
  }
}
