package dev.towpath.config;

import dev.towpath.config.ComponentSettings.CloudRun;
import dev.towpath.config.ComponentSettings.Compose;
import dev.towpath.config.ComponentSettings.Exec;
import dev.towpath.config.ComponentSettings.Netlify;
import dev.towpath.config.ComponentSettings.Way;
import dev.towpath.yaml.Faults;
import dev.towpath.yaml.Mapping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// Reads `components:` of `towpath.yaml`.
final class Components {
  private static final Duration LIMIT = Duration.ofMinutes(15);
  private static final Duration SETTLE = Duration.ofMinutes(1);
  private static final List<String> WAYS = List.of("exec", "compose", "cloud-run", "netlify");
  private static final List<String> MORE = List.of("status", "logs", "stop", "start", "clean-up");
  private static final String API = "https://api.netlify.com/api/v1";

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final String PLAIN_HELP = "It is letters, digits, dots, underscores and hyphens.";
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final Faults faults;

  private Components(Faults faults) {
    this.faults = faults;
  }

  static Map<String, ComponentSettings> read(Mapping file, Faults faults) {
    Map<String, ComponentSettings> components = new LinkedHashMap<>();
    Components reader = new Components(faults);
    file.mapping("components")
        .ifPresent(
            all ->
                all.all()
                    .forEach(
                        (name, entry) ->
                            reader
                                .component(name, entry)
                                .ifPresent(component -> components.put(name, component))));
    return Collections.unmodifiableMap(components);
  }

  private Optional<ComponentSettings> component(String name, NodeTuple entry) {
    if (!NAME.matcher(name).matches()) {
      faults.badValue(
          entry.getKeyNode(),
          "A component can't be named '" + name + "'.",
          "A name is lower-case letters, digits and hyphens, and begins with a letter.");
    }
    return Mapping.of(entry.getValueNode(), name, faults)
        .flatMap(mapping -> component(name, mapping));
  }

  private Optional<ComponentSettings> component(String name, Mapping mapping) {
    List<String> ways = WAYS.stream().filter(mapping::has).toList();
    if (ways.size() != 1) {
      faults.badValue(
          mapping.node(),
          ways.isEmpty()
              ? "It isn't said by what '" + name + "' is deployed."
              : "'" + name + "' is deployed by two things.",
          "It has one of " + String.join(", ", WAYS) + ".");
    }
    Optional<String> build = value(mapping, "build");
    Duration limit = duration(mapping, "limit").orElse(LIMIT);
    Duration settle = duration(mapping, "settle").orElse(SETTLE);
    Optional<Way> way =
        mapping
            .mapping("exec")
            .flatMap(this::exec)
            .or(() -> mapping.mapping("compose").flatMap(this::compose))
            .or(() -> mapping.mapping("cloud-run").flatMap(this::cloudRun))
            .or(() -> mapping.mapping("netlify").flatMap(this::netlify));
    WAYS.forEach(mapping::isText); // names every way as one that may stand here
    mapping.end();
    return way.map(each -> new ComponentSettings(name, build, limit, settle, each));
  }

  private Optional<Way> exec(Mapping mapping) {
    Optional<String> current = required(mapping, "current");
    Optional<String> deploy = required(mapping, "deploy");
    Optional<String> rollBack = required(mapping, "roll-back");
    Map<String, String> more = new LinkedHashMap<>();
    for (String word : MORE) {
      value(mapping, word).ifPresent(command -> more.put(word, command));
    }
    mapping.end();
    return current.isPresent() && deploy.isPresent() && rollBack.isPresent()
        ? Optional.of(
            new Exec(
                current.get(), deploy.get(), rollBack.get(), Collections.unmodifiableMap(more)))
        : Optional.empty();
  }

  private Optional<Way> compose(Mapping mapping) {
    String file = value(mapping, "file").orElse("docker-compose.yml");
    missing(mapping, "services");
    List<String> services = new ArrayList<>();
    for (ScalarNode service : mapping.texts("services")) {
      if (PLAIN.matcher(service.getValue()).matches()) {
        services.add(service.getValue());
      } else {
        faults.badValue(service, "That is no service's name.", PLAIN_HELP);
      }
    }
    Optional<String> tag =
        mapping
            .text("tag", VARIABLE, "It is the name of a variable in the compose file.")
            .map(ScalarNode::getValue);
    missing(mapping, "tag");
    mapping.end();
    return tag.map(each -> new Compose(file, List.copyOf(services), each));
  }

  private Optional<Way> cloudRun(Mapping mapping) {
    Optional<String> service = plain(mapping, "service");
    Optional<String> region = plain(mapping, "region");
    missing(mapping, "service");
    missing(mapping, "region");
    Optional<String> project = plain(mapping, "project");
    mapping.end();
    return service.isPresent() && region.isPresent()
        ? Optional.of(new CloudRun(service.get(), region.get(), project))
        : Optional.empty();
  }

  private Optional<Way> netlify(Mapping mapping) {
    Optional<String> site = plain(mapping, "site");
    missing(mapping, "site");
    Optional<Template> token = Template.read(mapping, "token", faults);
    Optional<Template> api = Template.read(mapping, "api", faults);
    mapping.end();
    return site.map(
        each ->
            new Netlify(
                each,
                token.orElse(
                    new Template("${NETLIFY_AUTH_TOKEN}", faults.location(mapping.node()))),
                api.orElse(new Template(API, faults.location(mapping.node())))));
  }

  private Optional<String> required(Mapping mapping, String name) {
    missing(mapping, name);
    return value(mapping, name);
  }

  private void missing(Mapping mapping, String name) {
    mapping.require(name, "'" + name + "' is missing here.");
  }

  private static Optional<String> plain(Mapping mapping, String name) {
    return mapping.text(name, PLAIN, PLAIN_HELP).map(ScalarNode::getValue);
  }

  private static Optional<String> value(Mapping mapping, String name) {
    return mapping.text(name).map(ScalarNode::getValue);
  }

  private static Optional<Duration> duration(Mapping mapping, String name) {
    return mapping
        .text(name, DurationWord.FORM, DurationWord.HELP)
        .map(ScalarNode::getValue)
        .flatMap(DurationWord::read);
  }
}
