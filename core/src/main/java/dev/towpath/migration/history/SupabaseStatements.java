package dev.towpath.migration.history;

import dev.towpath.migration.Source;
import dev.towpath.migration.Trivia;
import dev.towpath.sql.Script;
import dev.towpath.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// A script in the pieces that the Supabase CLI stores: all that stands between two semicolons,
/// comments too, without white space around it; a piece of comments alone is one as well.
final class SupabaseStatements {
  private SupabaseStatements() {}

  static List<String> of(Source source) {
    String text = source.text();
    int end = source.section().end();
    List<String> pieces = new ArrayList<>();
    int start = source.section().start();
    for (Statement statement : Script.of(text, source.section()).statements()) {
      start = emptyPieces(text, start, statement.span().start(), pieces);
      int semicolon = Trivia.skip(text, statement.span().end(), end);
      add(text, start, semicolon, pieces);
      start = Math.min(end, semicolon + 1);
    }
    add(text, emptyPieces(text, start, end, pieces), end, pieces);
    return pieces;
  }

  /// Passes over semicolons that end no statement, and keeps the comments before them.
  private static int emptyPieces(String text, int from, int end, List<String> pieces) {
    int start = from;
    int at = Trivia.skip(text, start, end);
    while (at < end && text.charAt(at) == ';') {
      add(text, start, at, pieces);
      start = at + 1;
      at = Trivia.skip(text, start, end);
    }
    return start;
  }

  private static void add(String text, int start, int end, List<String> pieces) {
    String piece = text.substring(start, end).strip();
    if (!piece.isEmpty()) {
      pieces.add(piece);
    }
  }
}
