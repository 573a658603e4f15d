package dev.towpath.migration;

import dev.towpath.sql.Span;

/// SQL in a file: the whole text, and the stretch of it that is run.
///
/// Spans of statements count from the file's first character, so that every message can say where
/// in the file it is, also for a file that holds two scripts.
///
/// @param file the path relative to the project, with forward slashes
/// @param text the file as it was read, without a byte order mark
/// @param section the stretch to run; the whole text for most layouts
/// @param transaction whether the script runs in one transaction as far as PostgreSQL allows; a
///     layout's own directive can say no
public record Source(String file, String text, Span section, boolean transaction) {
  public static Source whole(String file, String text) {
    return new Source(file, text, new Span(0, text.length()), true);
  }

  /// The same script, each statement of which stands for itself.
  public Source withoutTransaction() {
    return new Source(file, text, section, false);
  }
}
