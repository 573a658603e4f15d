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

/// Reads `environments:` of `towpath.yaml`.
final class Environments {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

  private Environments() {}

  static Map<String, Environment> read(Mapping file, Faults faults) {
    Map<String, Environment> environments = new LinkedHashMap<>();
    file.mapping("environments")
        .ifPresent(
            all ->
                all.all()
                    .forEach(
                        (name, entry) -> {
                          if (!NAME.matcher(name).matches() || name.equals(Environment.EMBEDDED)) {
                            faults.badValue(
                                entry.getKeyNode(),
                                "An environment can't be named '" + name + "'.",
                                "A name is lower-case letters, digits and hyphens, and begins with"
                                    + " a letter; 'embedded' is always there.");
                          }
                          Mapping.of(entry.getValueNode(), name, faults)
                              .flatMap(mapping -> environment(name, mapping, faults))
                              .ifPresent(environment -> environments.put(name, environment));
                        }));
    file.mapping("environments").ifPresent(all -> requireKnown(all, environments, faults));
    return Collections.unmodifiableMap(environments);
  }

  /// The environments that others come after.
  private static void requireKnown(
      Mapping all, Map<String, Environment> environments, Faults faults) {
    environments
        .values()
        .forEach(
            each ->
                each.after()
                    .filter(after -> after.equals(each.name()) || !environments.containsKey(after))
                    .flatMap(_ -> all.mapping(each.name()).flatMap(one -> one.text("after")))
                    .ifPresent(
                        value ->
                            faults.badValue(
                                value,
                                "There is no other environment '" + value.getValue() + "'.",
                                "It is the name of an environment of this file: "
                                    + String.join(", ", environments.keySet())
                                    + ".")));
  }

  private static Optional<Environment> environment(String name, Mapping mapping, Faults faults) {
    mapping.require("database", "The environment '" + name + "' has no database.");
    Optional<Template> database = Template.read(mapping, "database", faults);
    Optional<Template> direct = Template.read(mapping, "direct", faults);
    Optional<Duration> lockTimeout = duration(mapping, "lock-timeout");
    Optional<Duration> statementTimeout = duration(mapping, "statement-timeout");
    Maintenance maintenance =
        mapping
            .mapping("maintenance")
            .map(each -> Maintenance.read(each, faults))
            .orElse(Maintenance.NONE);
    List<ProviderSettings> providers =
        mapping.mapping("providers").map(ProviderSettings::read).orElse(List.of());
    boolean isProtected = mapping.flag("protected").orElse(false);
    Optional<String> after = mapping.text("after").map(ScalarNode::getValue);
    mapping.end();
    return database.map(
        url ->
            new Environment(
                name,
                url,
                direct,
                lockTimeout,
                statementTimeout,
                maintenance,
                providers,
                isProtected,
                after));
  }

  static Optional<Duration> duration(Mapping mapping, String name) {
    return mapping
        .text(name, DurationWord.FORM, DurationWord.HELP)
        .map(ScalarNode::getValue)
        .flatMap(DurationWord::read);
  }
}
