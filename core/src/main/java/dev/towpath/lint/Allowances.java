package dev.towpath.lint;

import dev.towpath.problem.Location;
import dev.towpath.problem.Nearest;
import dev.towpath.report.Finding;
import dev.towpath.report.Snippet;
import dev.towpath.sql.Comments;
import dev.towpath.sql.Script;
import dev.towpath.sql.Span;
import dev.towpath.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The lines `-- towpath:allow rule-name: reason` of a script.
///
/// One holds for the statement that it stands in, else for the one that ends on its line, else for
/// the next one; with it for what is in that statement's body. In a body it holds up to the end of
/// the line of code behind it.
final class Allowances {
  static final Allowances NONE = new Allowances(List.of());

  private static final String MARK = "towpath:allow";
  private static final Pattern LINE =
      Pattern.compile("--\\s*" + MARK + "\\s+([\\w-]+(?:\\s*,\\s*[\\w-]+)*)\\s*(?::\\s*(.*))?\\s*");

  private final List<Allowance> all;
  private final Set<String> used = new HashSet<>();

  /// @param comment the line itself
  /// @param target the statements that begin in it are meant
  private record Allowance(Span comment, List<String> rules, boolean reason, Span target) {}

  private Allowances(List<Allowance> all) {
    this.all = all;
  }

  static Allowances of(Script script) {
    if (!script.text().contains(MARK)) {
      return NONE;
    }
    List<Allowance> found = new ArrayList<>();
    for (Span comment : comments(script)) {
      Matcher line = LINE.matcher(comment.in(script.text()));
      if (line.matches()) {
        List<String> rules = List.of(line.group(1).split("\\s*,\\s*"));
        boolean reason = line.group(2) != null && !line.group(2).isBlank();
        found.add(new Allowance(comment, rules, reason, target(script, comment)));
      }
    }
    return new Allowances(found);
  }

  /// Those between statements and in them; and, in a statement that holds the mark in a string,
  /// every line of it that has the form: it is most likely the body of a routine.
  private static List<Span> comments(Script script) {
    List<Span> found = new ArrayList<>(Comments.in(script.text(), script.section()));
    for (Statement statement : script.statements()) {
      int at = statement.sql().indexOf(MARK);
      while (at >= 0) {
        int offset = statement.span().start() + at;
        int dashes = script.text().lastIndexOf("--", offset);
        int end = script.text().indexOf('\n', offset);
        Span line = new Span(Math.max(0, dashes), end < 0 ? script.text().length() : end);
        if (dashes >= 0 && found.stream().noneMatch(each -> each.start() == line.start())) {
          found.add(line);
        }
        at = statement.sql().indexOf(MARK, at + 1);
      }
    }
    return found;
  }

  private static Span target(Script script, Span comment) {
    String text = script.text();
    int next = text.length();
    for (Statement statement : script.statements()) {
      Span span = statement.span();
      if (span.start() < comment.start() && comment.start() < span.end()) {
        return inside(text, comment, span);
      }
      boolean sameLine =
          span.end() <= comment.start() && text.indexOf('\n', span.end()) >= comment.start();
      boolean lastLine = span.end() <= comment.start() && text.indexOf('\n', span.end()) < 0;
      if ((sameLine || lastLine) && isLast(script, statement, comment)) {
        return span;
      }
      if (span.start() > comment.start()) {
        return span;
      }
    }
    return new Span(next, next);
  }

  private static boolean isLast(Script script, Statement statement, Span comment) {
    int after = statement.index() + 1;
    return after >= script.statements().size()
        || script.statements().get(after).span().start() > comment.start();
  }

  /// Within a statement that is no body, the statement; in a body the line, or the line behind it.
  private static Span inside(String text, Span comment, Span statement) {
    boolean body = Comments.in(text, statement).stream().noneMatch(comment::equals);
    if (!body) {
      return statement;
    }
    int lineStart = text.lastIndexOf('\n', comment.start()) + 1;
    if (!text.substring(lineStart, comment.start()).isBlank()) {
      return new Span(lineStart, comment.start());
    }
    int from = comment.end();
    int end = from;
    while (end >= 0 && end < text.length() && isNoCode(text.substring(from, end))) {
      int line = text.indexOf('\n', end + 1);
      end = line < 0 ? text.length() : line;
    }
    return new Span(from, Math.max(from, end));
  }

  private static boolean isNoCode(String lines) {
    return lines.lines().allMatch(line -> line.isBlank() || line.strip().startsWith("--"));
  }

  /// Whether a rule's hit on a statement is allowed. Remembers that it was asked for.
  ///
  /// @param offset of the statement
  boolean allows(String rule, int offset) {
    boolean allowed = false;
    for (Allowance each : all) {
      if (each.rules().contains(rule) && contains(each.target(), offset)) {
        used.add(key(each, rule));
        allowed = true;
      }
    }
    return allowed;
  }

  private static boolean contains(Span span, int offset) {
    return span.start() <= offset && offset < span.end();
  }

  private static String key(Allowance allowance, String rule) {
    return allowance.comment().start() + " " + rule;
  }

  /// What is wrong with the lines themselves; to be asked when all hits are known.
  List<Finding> findings(String file, Script script, Verdicts verdicts) {
    return all.stream()
        .flatMap(
            each ->
                Stream.concat(
                        each.reason()
                            ? Stream.empty()
                            : Stream.of(OwnFindings.withoutReason(String.join(", ", each.rules()))),
                        each.rules().stream().flatMap(rule -> wrong(each, rule, verdicts).stream()))
                    .flatMap(finding -> verdicts.settings().applied(finding).stream())
                    .map(
                        finding ->
                            finding
                                .at(new Location(file, script.position(each.comment().start())))
                                .showing(Snippet.of(script.text(), each.comment()))))
        .toList();
  }

  private Optional<Finding> wrong(Allowance allowance, String rule, Verdicts verdicts) {
    if (!verdicts.names().contains(rule)) {
      return Optional.of(
          OwnFindings.unknownRule(
              rule,
              Nearest.to(rule, verdicts.names())
                  .map(near -> "Did you mean " + near + "?")
                  .orElse("See docs/reference/rules for all of them.")));
    }
    return used.contains(key(allowance, rule)) || !verdicts.isOn(rule)
        ? Optional.empty()
        : Optional.of(OwnFindings.unused(rule));
  }
}
