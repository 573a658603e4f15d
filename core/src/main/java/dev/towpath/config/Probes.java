package dev.towpath.config;

import dev.towpath.yaml.Faults;
import dev.towpath.yaml.Mapping;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Reads `probes:` of `towpath.yaml`, and a probe that stands in a runbook.
public final class Probes {
  /// How a probe may be called.
  public static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int OK = 200;
  private static final List<String> KINDS = List.of("http", "tcp", "command", "sql", "log");
  private static final Pattern URL = Pattern.compile("(?:https?://|\\$\\{)\\S+");
  private static final Pattern ADDRESS = Pattern.compile("\\S+:\\S+|\\$\\{\\S+}");
  private static final Pattern HEADER = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");

  private Probes() {}

  static Map<String, Probe> read(Mapping file, Faults faults) {
    Map<String, Probe> probes = new LinkedHashMap<>();
    file.mapping("probes")
        .ifPresent(
            all ->
                all.all()
                    .forEach(
                        (name, entry) ->
                            probe(name, entry, faults)
                                .ifPresent(probe -> probes.put(name, probe))));
    return Collections.unmodifiableMap(probes);
  }

  private static Optional<Probe> probe(String name, NodeTuple entry, Faults faults) {
    if (!NAME.matcher(name).matches()) {
      faults.badValue(
          entry.getKeyNode(),
          "A probe can't be named '" + name + "'.",
          "A name is lower-case letters, digits and hyphens, and begins with a letter.");
    }
    return Mapping.of(entry.getValueNode(), name, faults)
        .flatMap(mapping -> read(name, mapping, faults));
  }

  /// Reads one probe.
  ///
  /// @param name empty to name it by what it asks
  public static Optional<Probe> read(String name, Mapping mapping, Faults faults) {
    List<String> kinds = KINDS.stream().filter(mapping::has).toList();
    if (kinds.isEmpty()) {
      faults.missing(mapping.node(), "http", "The probe doesn't say what it asks.");
    } else if (kinds.size() > 1) {
      faults.badValue(
          mapping.node(),
          "The probe asks two things.",
          "It has one of " + String.join(", ", KINDS) + ".");
    }
    Optional<Probe.Question> question = question(mapping, faults);
    Duration limit = duration(mapping, "limit").orElse(LIMIT);
    Duration within = duration(mapping, "within").orElse(Duration.ZERO);
    mapping.end();
    return question.map(
        each -> new Probe(name.isEmpty() ? each.text() : name, each, limit, within));
  }

  private static Optional<Probe.Question> question(Mapping mapping, Faults faults) {
    Optional<Probe.Question> http = http(mapping, faults).map(Function.identity());
    Optional<Probe.Question> tcp =
        template(mapping, "tcp", ADDRESS, "It is host:port.", faults).map(Probe.Tcp::new);
    Optional<Probe.Question> command =
        mapping.text("command").map(ScalarNode::getValue).map(Probe.Command::new);
    Optional<Probe.Question> sql = CountedProbes.sql(mapping, faults).map(Function.identity());
    Optional<Probe.Question> log = CountedProbes.log(mapping, faults).map(Function.identity());
    return http.or(() -> tcp).or(() -> command).or(() -> sql).or(() -> log);
  }

  private static Optional<Probe.Http> http(Mapping mapping, Faults faults) {
    Optional<Template> url = url(mapping, "http", faults);
    if (!mapping.has("http")) {
      return Optional.empty();
    }
    Map<String, Template> headers = headers(mapping, faults);
    Optional<Mapping> expect = mapping.mapping("expect");
    int status = expect.flatMap(each -> each.number("status", 100, 599)).orElse(OK);
    Map<String, String> json =
        expect
            .flatMap(each -> each.mapping("json"))
            .map(each -> values(each, faults))
            .orElse(Map.of());
    Optional<String> body = expect.flatMap(each -> each.text("body")).map(ScalarNode::getValue);
    expect.ifPresent(Mapping::end);
    return url.map(each -> new Probe.Http(each, headers, status, json, body));
  }

  static Optional<Template> url(Mapping mapping, String name, Faults faults) {
    return template(mapping, name, URL, "It is a URL that begins with http or https.", faults);
  }

  private static Optional<Template> template(
      Mapping mapping, String name, Pattern form, String help, Faults faults) {
    return mapping.text(name, form, help).flatMap(value -> Template.of(value, name, faults));
  }

  /// What stands at `headers`.
  static Map<String, Template> headers(Mapping mapping, Faults faults) {
    return mapping.mapping("headers").map(each -> allHeaders(each, faults)).orElse(Map.of());
  }

  private static Map<String, Template> allHeaders(Mapping mapping, Faults faults) {
    Map<String, Template> headers = new LinkedHashMap<>();
    mapping
        .all()
        .forEach(
            (name, entry) -> {
              if (!HEADER.matcher(name).matches()) {
                faults.badValue(
                    entry.getKeyNode(),
                    "A header can't be named '" + name + "'.",
                    "It is letters, digits and hyphens, as in X-Request-Id.");
              }
              Template.read(mapping, name, faults).ifPresent(value -> headers.put(name, value));
            });
    return Collections.unmodifiableMap(headers);
  }

  private static Map<String, String> values(Mapping mapping, Faults faults) {
    Map<String, String> values = new LinkedHashMap<>();
    mapping
        .all()
        .forEach(
            (path, entry) -> {
              Node value = entry.getValueNode();
              if (value instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
                values.put(path, scalar.getValue());
              } else {
                faults.wrongType(value, path, "a text, a number, true or false");
              }
            });
    return Collections.unmodifiableMap(values);
  }

  private static Optional<Duration> duration(Mapping mapping, String name) {
    return mapping
        .text(name, DurationWord.FORM, DurationWord.HELP)
        .map(ScalarNode::getValue)
        .flatMap(DurationWord::read);
  }
}
