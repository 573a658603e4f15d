package dev.towpath.migration.run;

import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Problem;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a role lacks to keep the history, and the GRANT that gives it.
///
/// @param sentence what it may not do
/// @param grant the statement for whoever owns the object
record MissingRight(String sentence, String grant) {
  private static final Pattern DENIED =
      Pattern.compile("permission denied for (database|schema|table|sequence) (\\S+)");

  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

  /// By the server's words; empty where it speaks another language than English.
  static Optional<MissingRight> of(SQLException failure, OpenTarget target) {
    Matcher denied = DENIED.matcher(String.valueOf(failure.getMessage()));
    if (!denied.find()) {
      return Optional.empty();
    }
    String what = denied.group(1) + " " + quoted(denied.group(2));
    String role = target.url().user();
    String rights =
        switch (denied.group(1)) {
          case "database" -> "create";
          case "schema" -> "usage, create";
          case "table" -> "select, insert, update, delete";
          default -> "usage";
        };
    return Optional.of(
        new MissingRight(
            "The role " + role + " lacks a right on " + what + ": " + rights + ".",
            "grant " + rights + " on " + what + " to " + quoted(role) + ";"));
  }

  Problem in(Problem problem) {
    return new Problem(
        problem.code(),
        problem.exit(),
        sentence,
        problem.where(),
        problem.why() + "\nTowpath writes the history there, and its own small tables beside it.",
        problem.state(),
        "Let its owner run: " + grant);
  }

  private static String quoted(String name) {
    return PLAIN.matcher(name).matches() ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
