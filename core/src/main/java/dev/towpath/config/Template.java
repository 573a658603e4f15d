package dev.towpath.config;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Location;
import dev.towpath.problem.Problem;
import dev.towpath.yaml.Faults;
import dev.towpath.yaml.Mapping;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// A value of `towpath.yaml` or a runbook in which `${NAME}` stands for an environment variable.
///
/// It is expanded when it is used, so that a variable that only production has is not missed by
/// someone who works on staging. Its expanded text may be a secret and is never kept or shown.
///
/// @param where its place in the file
public record Template(String text, Location where) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

  /// The text of a name in the file; empty, and a fault, where a `${` names no variable.
  public static Optional<Template> read(Mapping mapping, String name, Faults faults) {
    return mapping.text(name).flatMap(value -> of(value, name, faults));
  }

  static Optional<Template> of(ScalarNode value, String name, Faults faults) {
    if (!wellFormed(value.getValue())) {
      faults.badValue(
          value,
          "'" + name + "' holds a '${' that names no variable.",
          "Write ${NAME}: letters, digits and underscores between the braces.");
      return Optional.empty();
    }
    return Optional.of(new Template(value.getValue(), faults.location(value)));
  }

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
          .because("A value of " + where.file() + " is taken from it.")
          .leaving("What needs it was not begun.")
          .next("Set " + name + ", or choose what doesn't need it.")
          .exception();
    }
    return value;
  }
}
