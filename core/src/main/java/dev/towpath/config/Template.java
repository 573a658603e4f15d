package dev.towpath.config;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Location;
import dev.towpath.problem.Problem;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A value of `towpath.yaml` in which `${NAME}` stands for an environment variable.
///
/// It is expanded when it is used, so that a variable that only production has is not missed by
/// someone who works on staging. Its expanded text may be a secret and is never kept or shown.
///
/// @param where its place in the file
public record Template(String text, Location where) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

  /// Whether each `${` begins a variable's name and ends with `}`.
  static boolean wellFormed(String text) {
    return !VARIABLE.matcher(text).replaceAll("").contains("${");
  }

  /// The text with the values of the variables.
  ///
  /// @throws dev.towpath.problem.ProblemException when a variable is not set or empty
  public String expand(Map<String, String> variables) {
    return VARIABLE
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(value(match.group(1), variables)));
  }

  private String value(String name, Map<String, String> variables) {
    String value = variables.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw Problem.of(
              "variable-not-set", Exit.USAGE, "The environment variable " + name + " is not set.")
          .at(where)
          .because("The project's towpath.yaml takes this value from it.")
          .leaving("No database was connected to.")
          .next("Set " + name + ", or choose another environment with -e.")
          .exception();
    }
    return value;
  }
}
