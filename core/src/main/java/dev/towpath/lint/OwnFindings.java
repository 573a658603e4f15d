package dev.towpath.lint;

import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.util.List;

/// What the guard itself says, beside its rules.
final class OwnFindings {
  /// All of them, to be set in `towpath.yaml` as rules are.
  static final List<String> NAMES =
      List.of(
          "allow-unknown-rule",
          "allow-unused",
          "allow-without-reason",
          "body-not-read",
          "dynamic-sql",
          "rule-failed",
          "runner-takes-one");

  private OwnFindings() {}

  static Finding ruleFailed(String rule, Throwable failure) {
    return Finding.of(
            "rule-failed", Severity.WARNING, "The rule " + rule + " failed at this statement.")
        .because("It said nothing of it, and that is no all-clear: " + failure + ".")
        .help("It is a mistake of Towpath: please report it with the statement.");
  }

  static Finding dynamicSql() {
    return Finding.of(
            "dynamic-sql",
            Severity.NOTE,
            "This statement is put together when it runs: it can't be read here.")
        .because("No rule has looked at what it will do.")
        .help("Write the statement out where its parts are known.");
  }

  static Finding bodyNotRead(String why) {
    return Finding.of(
            "body-not-read", Severity.NOTE, "This statement of a body can't be read: " + why + ".")
        .because("No rule has looked at it. The server reads it only when it runs.")
        .help("If it is a mistake, mend it; else rehearse what calls it.");
  }

  static Finding runnerTakesOne(String runner) {
    return Finding.of(
            "runner-takes-one",
            Severity.ERROR,
            "This is a second statement, and " + runner + " takes one a file.")
        .because("It sends the file as one statement, which PostgreSQL refuses (42601).")
        .help("Take another version of it, or one file for each statement.");
  }

  static Finding withoutReason(String rules) {
    return Finding.of(
            "allow-without-reason", Severity.ERROR, "This allows " + rules + " without a reason.")
        .because("Who reads the script later must know why it is safe here.")
        .help("Write it behind a colon: -- towpath:allow " + rules + ": the table is empty");
  }

  static Finding unknownRule(String rule, String hint) {
    return Finding.of("allow-unknown-rule", Severity.ERROR, "There is no rule " + rule + ".")
        .because("So nothing is allowed by this line.")
        .help(hint);
  }

  static Finding unused(String rule) {
    return Finding.of("allow-unused", Severity.WARNING, "The rule " + rule + " says nothing here.")
        .because("The line would hide what the rule may say of a later edit.")
        .help("Remove the line, or move it right before the statement that is meant.");
  }
}
