package dev.towpath.rehearsal.suite;

import dev.towpath.sql.Script;
import dev.towpath.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One file of tests.
///
/// @param name relative to the project, with forward slashes
/// @param script cut as psql cuts it
record TestFile(String name, Script script) {
  private static final Pattern TAP =
      Pattern.compile(
          "\\b(?:plan|no_plan|runtests)\\s*\\(|\\bfinish\\s*\\(\\s*\\)", Pattern.CASE_INSENSITIVE);

  /// What psql is told about its own output; to leave it out changes nothing of the test.
  private static final Pattern ABOUT_OUTPUT =
      Pattern.compile(
          "(?m)^\\\\(?:(?:set|unset)\\s+[A-Z_]+\\b|pset\\b|timing\\b|q?echo\\b|[xta]\\b)[^\\n]*");

  private static final Set<String> TRANSACTION_WORDS =
      Set.of("begin", "start", "commit", "end", "rollback", "abort");

  static TestFile of(String name, String text) {
    Matcher matcher = ABOUT_OUTPUT.matcher(text);
    return new TestFile(
        name, Script.of(matcher.replaceAll(line -> " ".repeat(line.group().length()))));
  }

  boolean isTap() {
    return TAP.matcher(script.text()).find();
  }

  /// Whether it says itself where its transactions begin and end.
  boolean hasTransactions() {
    return script.statements().stream().anyMatch(TestFile::isTransaction);
  }

  private static boolean isTransaction(Statement statement) {
    String[] words = statement.sql().toLowerCase(Locale.ROOT).split("\\s+", 3);
    return TRANSACTION_WORDS.contains(words[0]) && !(words.length > 1 && words[1].equals("to"));
  }

  /// Why it can't be run by anything but psql; empty if it can.
  Optional<String> refusal() {
    if (script.statements().isEmpty()) {
      return Optional.of("It has no statement.");
    }
    return script.statements().stream()
        .filter(each -> each.error().isPresent() || each.copy().isPresent())
        .map(each -> "Line " + script.position(each.span().start()).line() + ": " + why(each))
        .findFirst();
  }

  private static String why(Statement statement) {
    return statement
        .error()
        .map(error -> error.message())
        .orElse("COPY ... FROM stdin isn't supported in tests.");
  }

  List<Statement> statements() {
    return script.statements();
  }
}
