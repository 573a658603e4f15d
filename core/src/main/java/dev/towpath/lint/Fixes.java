package dev.towpath.lint;

import dev.towpath.migration.Migration;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.report.Finding;
import dev.towpath.sql.Parse;
import dev.towpath.sql.Position;
import dev.towpath.sql.Script;
import dev.towpath.sql.SqlParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Writes the mechanical rewrites of findings into their files.
///
/// A file is written as a whole, or not at all: only if each of its statements that PostgreSQL's
/// grammar read before is still read after. Where two rewrites meet, the first one is made; a
/// second run makes the other.
public final class Fixes {
  private Fixes() {}

  /// What was changed in a file.
  public record Fixed(String file, List<Finding> findings) {}

  /// Changes the files of scripts.
  ///
  /// @param root what the files' paths count from
  public static List<Fixed> apply(Path root, List<Checked> checked) {
    return checked.stream().flatMap(each -> apply(root, each).stream()).toList();
  }

  private static Optional<Fixed> apply(Path root, Checked script) {
    List<Finding> made = new ArrayList<>();
    Migration migration = script.migration();
    Script before = Script.of(migration.up().text(), migration.up().section());
    StringBuilder text = new StringBuilder(migration.up().text());
    int limit = text.length();
    for (Finding finding : fixable(script)) {
      Finding.Fix fix = finding.fix().orElseThrow();
      int from = offset(before.text(), fix.from());
      int to = from + fix.before().length();
      if (to <= limit && before.text().startsWith(fix.before(), from)) {
        text.replace(from, to, fix.after());
        limit = from;
        made.addFirst(finding);
      }
    }
    if (made.isEmpty() || mistakes(Script.of(text.toString())) > mistakes(before)) {
      return Optional.empty();
    }
    write(root.resolve(migration.up().file()), text.toString());
    return Optional.of(new Fixed(migration.up().file(), made));
  }

  /// From the end of the file to its start, so that offsets stay true.
  private static List<Finding> fixable(Checked script) {
    return script.findings().stream()
        .filter(finding -> finding.fix().filter(Finding.Fix::mechanical).isPresent())
        .sorted(
            Comparator.comparingInt((Finding each) -> each.fix().orElseThrow().from().line())
                .thenComparingInt(each -> each.fix().orElseThrow().from().column())
                .reversed())
        .toList();
  }

  private static int offset(String text, Position position) {
    int start = 0;
    for (int line = 1; line < position.line(); line++) {
      start = text.indexOf('\n', start) + 1;
    }
    return start + position.column() - 1;
  }

  private static long mistakes(Script script) {
    return script.statements().stream()
        .filter(
            each ->
                each.error().isPresent() || SqlParser.parse(each.sql()) instanceof Parse.Failure)
        .count();
  }

  private static void write(Path file, String text) {
    try {
      boolean marked = Files.readString(file).startsWith("\uFEFF");
      Files.writeString(file, marked ? "\uFEFF" + text : text);
    } catch (IOException e) {
      throw Problem.of("fix-not-written", Exit.USAGE, "The file " + file + " can't be written.")
          .because(e.getClass().getSimpleName() + ": " + e.getMessage())
          .leaving("Files named before it may be changed; your version control shows which.")
          .next("Check its permissions, and run the same again.")
          .exception(e);
    }
  }
}
