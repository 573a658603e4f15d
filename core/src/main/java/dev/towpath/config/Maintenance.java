package dev.towpath.config;

import dev.towpath.yaml.Faults;
import dev.towpath.yaml.Mapping;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// How an application is told that its database is frozen, and how it logs in.
///
/// @param on turns the application's own maintenance mode on
/// @param off turns it off again
/// @param application the URL with which the application logs in, to prove that it can't write
public record Maintenance(
    Optional<Notice> on, Optional<Notice> off, Optional<Template> application) {
  public static final Maintenance NONE =
      new Maintenance(Optional.empty(), Optional.empty(), Optional.empty());

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /// What tells the application.
  public sealed interface Notice {}

  /// Statements that are run in its database.
  public record Sql(String text) implements Notice {}

  /// A program that is run in the project's folder.
  ///
  /// @param words the program and its arguments, for no shell
  /// @param environment variables that it gets beside those of this process
  /// @param limit how long it may take
  public record Command(List<String> words, Map<String, Template> environment, Duration limit)
      implements Notice {}

  static Maintenance read(Mapping mapping, Faults faults) {
    Optional<Notice> on = notice(mapping, "on", faults);
    Optional<Notice> off = notice(mapping, "off", faults);
    Optional<Template> application = Template.read(mapping, "application", faults);
    if (mapping.has("on") != mapping.has("off")) {
      String missing = mapping.has("on") ? "off" : "on";
      faults.missing(
          mapping.node(), missing, "'maintenance' needs 'on' and 'off', or neither of them.");
    }
    mapping.end();
    return new Maintenance(on, off, application);
  }

  private static Optional<Notice> notice(Mapping mapping, String name, Faults faults) {
    if (!mapping.has(name) || mapping.isText(name)) {
      return mapping.text(name).map(ScalarNode::getValue).map(Sql::new);
    }
    return mapping.mapping(name).map(each -> command(each, faults));
  }

  private static Command command(Mapping mapping, Faults faults) {
    mapping.require("run", "A command needs 'run': the program, its arguments.");
    List<String> words = mapping.texts("run").stream().map(ScalarNode::getValue).toList();
    Map<String, Template> environment =
        mapping.mapping("environment").map(each -> environment(each, faults)).orElse(Map.of());
    Optional<Duration> limit = Environments.duration(mapping, "time-limit");
    mapping.end();
    return new Command(words, environment, limit.orElse(LIMIT));
  }

  private static Map<String, Template> environment(Mapping mapping, Faults faults) {
    Map<String, Template> variables = new LinkedHashMap<>();
    mapping
        .all()
        .forEach(
            (name, entry) -> {
              if (!VARIABLE.matcher(name).matches()) {
                faults.badValue(
                    entry.getKeyNode(),
                    "A variable can't be named '" + name + "'.",
                    "Its name is letters, digits and underscores, and begins with no digit.");
              }
              Template.read(mapping, name, faults).ifPresent(value -> variables.put(name, value));
            });
    return Collections.unmodifiableMap(variables);
  }
}
