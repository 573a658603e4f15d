package dev.towpath.migration.run;

import dev.towpath.digest.Sha256;
import java.util.ArrayList;
import java.util.List;

/// What a plan rests on, and its digest: who approved a plan approved exactly these inputs.
///
/// The canonical form is UTF-8 text, one input a line, each line ended by a line feed, in this
/// order: the format version; the settings, sorted by name; the files in the order in which they
/// run; the rows of the history in the order of the table. A line is the part's name, a space,
/// and the input; line feeds and backslashes inside an input are written `\n` and `\\`. The
/// digest is the SHA-256 of that text. Its printed form adds the first eight digits of the
/// SHA-256 of each part, so that a refusal can name the part that moved: `64
/// digits-settings-files-history`.
///
/// @param settings `name value`
/// @param files `path digest`
/// @param history `version state digest`
public record PlanDigest(List<String> settings, List<String> files, List<String> history) {
  /// Counted up when the canonical form changes.
  static final int FORMAT = 1;

  private static final int HINT = 8;

  /// The 64 digits, and behind them a hint for each part.
  public String printed() {
    return full() + "-" + hint(settings) + "-" + hint(files) + "-" + hint(history);
  }

  /// The 64 digits.
  public String full() {
    StringBuilder text = new StringBuilder("towpath-plan " + FORMAT + "\n");
    lines(text, "setting ", settings);
    lines(text, "file ", files);
    lines(text, "history ", history);
    return Sha256.of(text.toString());
  }

  /// What moved since a plan was printed; empty if nothing did. Takes the printed form, or the 64
  /// digits alone, which can't say what it was.
  public List<String> movedSince(String printed) {
    List<String> hints = List.of(printed.split("-", -1));
    if (hints.getFirst().equals(full())) {
      return List.of();
    }
    List<String> moved = new ArrayList<>();
    if (hints.size() == 4) {
      name(moved, hints.get(1), settings, "the settings");
      name(moved, hints.get(2), files, "the migration files");
      nameHistory(moved, hints.get(3));
    }
    return moved.isEmpty() ? List.of("the settings, the files or the history") : moved;
  }

  private static void name(List<String> moved, String hint, List<String> part, String words) {
    if (!hint.equals(hint(part))) {
      moved.add(words);
    }
  }

  /// Rows that were only added can be named: without them the history is the one of the plan.
  private void nameHistory(List<String> moved, String hint) {
    if (hint.equals(hint(history))) {
      return;
    }
    for (int count = history.size() - 1; count >= Math.max(0, history.size() - NAMED); count--) {
      if (hint.equals(hint(history.subList(0, count)))) {
        moved.add("the history (since then: " + versions(history.subList(count, history.size())));
        return;
      }
    }
    moved.add("the history");
  }

  /// As many added rows are looked for, since each costs a digest of the whole history.
  private static final int NAMED = 20;

  private static String versions(List<String> rows) {
    return String.join(", ", rows.stream().map(row -> row.split(" ", 2)[0]).toList()) + ")";
  }

  private static String hint(List<String> part) {
    StringBuilder text = new StringBuilder();
    lines(text, "", part);
    return Sha256.of(text.toString()).substring(0, HINT);
  }

  private static void lines(StringBuilder text, String part, List<String> inputs) {
    for (String input : inputs) {
      text.append(part).append(input.replace("\\", "\\\\").replace("\n", "\\n")).append('\n');
    }
  }
}
