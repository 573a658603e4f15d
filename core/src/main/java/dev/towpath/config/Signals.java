package dev.towpath.config;

import dev.towpath.yaml.Faults;
import dev.towpath.yaml.Mapping;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// Reads `signals:` of `towpath.yaml`.
final class Signals {
  private static final Duration EVERY = Duration.ofSeconds(15);
  private static final Duration LIMIT = Duration.ofSeconds(5);

  /// How long an Alertmanager may be silent.
  private static final Duration WITHIN = Duration.ofMinutes(5);

  private static final List<String> SOURCES =
      List.of("prometheus", "sql", "http", "command", "log", "postgres", "alert");

  /// Words of a condition can't be names of signals.
  private static final Pattern NAME =
      Pattern.compile("(?!(?:and|or|for|by|probe|regression|baseline)$)[a-z][a-z0-9-]*");

  private final Mapping mapping;
  private final Faults faults;

  private Signals(Mapping mapping, Faults faults) {
    this.mapping = mapping;
    this.faults = faults;
  }

  static Map<String, Signal> read(Mapping file, Faults faults) {
    Map<String, Signal> signals = new LinkedHashMap<>();
    file.mapping("signals")
        .ifPresent(
            all ->
                all.all()
                    .forEach(
                        (name, entry) ->
                            signal(name, entry, faults)
                                .ifPresent(signal -> signals.put(name, signal))));
    return Collections.unmodifiableMap(signals);
  }

  private static Optional<Signal> signal(String name, NodeTuple entry, Faults faults) {
    if (!NAME.matcher(name).matches()) {
      faults.badValue(
          entry.getKeyNode(),
          "A signal can't be named '" + name + "'.",
          "A name is lower-case letters, digits and hyphens, and no word of a condition.");
    }
    return Mapping.of(entry.getValueNode(), name, faults)
        .flatMap(mapping -> new Signals(mapping, faults).signal(name));
  }

  private Optional<Signal> signal(String name) {
    List<String> sources = SOURCES.stream().filter(mapping::has).toList();
    if (sources.size() != 1) {
      faults.badValue(
          mapping.node(),
          sources.isEmpty() ? "The signal has no source." : "The signal has two sources.",
          "It has one of " + String.join(", ", SOURCES) + ".");
    }
    Optional<Signal.Source> source = source();
    Optional<SignalUnit> unit = unit(source);
    Optional<Signal.Traffic> traffic = traffic();
    Duration every = duration("every").orElse(EVERY);
    Duration limit = duration("limit").orElse(LIMIT);
    mapping.end();
    return source.flatMap(
        from -> unit.map(each -> new Signal(name, from, each, traffic, every, limit)));
  }

  private Optional<Signal.Source> source() {
    return Stream.<Optional<? extends Signal.Source>>of(
            prometheus(), sql(), http(), command(), log(), postgres(), alert())
        .flatMap(Optional::stream)
        .findFirst()
        .map(Function.identity());
  }

  private Optional<Signal.Prometheus> prometheus() {
    if (!mapping.has("prometheus")) {
      return Optional.empty();
    }
    Optional<Template> url = Probes.url(mapping, "prometheus", faults);
    Optional<String> query = required("query", "It isn't said what Prometheus is asked.");
    Map<String, Template> headers = Probes.headers(mapping, faults);
    return url.flatMap(at -> query.map(each -> new Signal.Prometheus(at, headers, each)));
  }

  private Optional<Signal.Sql> sql() {
    return mapping.text("sql").map(ScalarNode::getValue).map(Signal.Sql::new);
  }

  private Optional<Signal.Http> http() {
    if (!mapping.has("http")) {
      return Optional.empty();
    }
    Optional<Template> url = Probes.url(mapping, "http", faults);
    Optional<String> path = required("json", "It isn't said where in the JSON the number is.");
    Map<String, Template> headers = Probes.headers(mapping, faults);
    return url.flatMap(at -> path.map(each -> new Signal.Http(at, headers, each)));
  }

  private Optional<Signal.Command> command() {
    return mapping.text("command").map(ScalarNode::getValue).map(Signal.Command::new);
  }

  private Optional<Signal.Source> log() {
    Optional<Mapping> log = mapping.mapping("log");
    if (log.isEmpty()) {
      return Optional.empty();
    }
    Mapping at = log.get();
    if (at.has("file") == at.has("command")) {
      faults.badValue(at.node(), "A log is either a file or a command.", "Give one of the two.");
    }
    at.require("match", "It isn't said which lines count.");
    Optional<Pattern> match = at.text("match").flatMap(this::pattern);
    Optional<Signal.Source> source =
        match.flatMap(
            lines ->
                at.text("file")
                    .<Signal.Source>map(file -> new Signal.LogFile(file.getValue(), lines))
                    .or(
                        () ->
                            at.text("command")
                                .map(shell -> new Signal.LogCommand(shell.getValue(), lines))));
    at.text("file");
    at.text("command");
    at.end();
    return source;
  }

  private Optional<Pattern> pattern(ScalarNode value) {
    try {
      return Optional.of(Pattern.compile(value.getValue()));
    } catch (PatternSyntaxException e) {
      faults.badValue(
          value, "This is no regular expression: " + e.getDescription() + ".", "As in ERROR|FATAL");
      return Optional.empty();
    }
  }

  private Optional<Signal.Postgres> postgres() {
    return mapping
        .choice("postgres", PostgresMeasure.words())
        .flatMap(PostgresMeasure::of)
        .map(Signal.Postgres::new);
  }

  private Optional<Signal.Alert> alert() {
    Optional<String> alert = mapping.text("alert").map(ScalarNode::getValue);
    if (alert.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> labels = new TreeMap<>();
    mapping
        .mapping("match")
        .ifPresent(
            match ->
                match.all().keySet().stream()
                    .flatMap(label -> match.text(label).stream().map(v -> Map.entry(label, v)))
                    .forEach(each -> labels.put(each.getKey(), each.getValue().getValue())));
    Duration within = duration("within").orElse(WITHIN);
    return alert.map(name -> new Signal.Alert(name, Map.copyOf(labels), within));
  }

  /// PostgreSQL's measures have one of their own; lines and alerts are counted.
  private Optional<SignalUnit> unit(Optional<Signal.Source> source) {
    if (mapping.has("postgres")) {
      return source
          .filter(Signal.Postgres.class::isInstance)
          .map(each -> ((Signal.Postgres) each).measure().unit());
    }
    if (mapping.has("log") || mapping.has("alert")) {
      return Optional.of(SignalUnit.COUNT);
    }
    required("unit", "It isn't said what the numbers are.");
    return mapping.choice("unit", SignalUnit.words()).flatMap(SignalUnit::of);
  }

  /// Where a number rests on traffic, too little of it must be told from enough.
  private Optional<Signal.Traffic> traffic() {
    if (Stream.of("prometheus", "sql", "http").noneMatch(mapping::has)) {
      return Optional.empty();
    }
    if (mapping.has("traffic") != mapping.has("floor")) {
      faults.missing(
          mapping.node(),
          mapping.has("floor") ? "traffic" : "floor",
          "A floor and what is measured against it belong together.");
    }
    Optional<String> source = mapping.text("traffic").map(ScalarNode::getValue);
    Optional<Double> floor = mapping.decimal("floor");
    return source.flatMap(from -> floor.map(least -> new Signal.Traffic(from, least)));
  }

  private Optional<String> required(String name, String message) {
    mapping.require(name, message);
    return mapping.text(name).map(ScalarNode::getValue);
  }

  private Optional<Duration> duration(String name) {
    return mapping
        .text(name, DurationWord.FORM, DurationWord.HELP)
        .map(ScalarNode::getValue)
        .flatMap(DurationWord::read);
  }
}
