package dev.towpath.lint;

import dev.towpath.sql.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The safe way as edits of one statement's text.
///
/// @param mechanical whether `--fix` may apply it: it means the same and needs no one's judgement
/// @param edits that don't overlap, with offsets in the statement
public record Rewrite(boolean mechanical, List<Edit> edits) {

  /// One replacement; an empty span inserts.
  public record Edit(Span span, String text) {}

  public Rewrite {
    edits =
        edits.stream().sorted(Comparator.comparingInt((Edit each) -> each.span().start())).toList();
  }

  /// Replaces the whole statement.
  ///
  /// @param sql the statement as it stands
  /// @param now without its last semicolon; may be several statements
  public static Rewrite whole(String sql, String now) {
    return new Rewrite(false, List.of(new Edit(new Span(0, sql.length()), now)));
  }

  /// Inserts text at an offset of the statement.
  public static Rewrite insert(int offset, String text) {
    return new Rewrite(false, List.of(new Edit(new Span(offset, offset), text)));
  }

  public Rewrite and(Rewrite other) {
    List<Edit> all = new ArrayList<>(edits);
    all.addAll(other.edits);
    return new Rewrite(mechanical && other.mechanical, all);
  }

  /// The same, for `--fix` too.
  public Rewrite safeToApply() {
    return new Rewrite(true, edits);
  }

  /// The statement with the edits made.
  public String applyTo(String sql) {
    StringBuilder now = new StringBuilder();
    int at = 0;
    for (Edit edit : edits) {
      now.append(sql, at, edit.span().start()).append(edit.text());
      at = edit.span().end();
    }
    return now.append(sql, at, sql.length()).toString();
  }
}
