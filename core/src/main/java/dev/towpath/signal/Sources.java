package dev.towpath.signal;

import dev.towpath.config.PostgresMeasure;
import dev.towpath.config.Probe;
import dev.towpath.config.Signal;
import dev.towpath.config.Template;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.probe.Prober;
import dev.towpath.problem.ProblemException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/// Asks for signals where their numbers come from. Thread-safe.
public final class Sources implements AutoCloseable {
  private final Map<String, String> variables;
  private final InstantSource clock;
  private final Web web = new Web();
  private final Database database;
  private final Alarms alarms;
  private final Logs logs;
  private final Prompt prompt;
  private final Prober prober;

  /// Without a place for the commands that run.
  public Sources(
      Path project,
      Map<String, String> variables,
      Supplier<OpenTarget> target,
      InstantSource clock) {
    this(project, variables, target, clock, Optional.empty());
  }

  /// @param project the folder in which commands run and that files are relative to
  /// @param target opens the environment's database; asked only for signals that are there
  /// @param noted where commands are written down while they run
  public Sources(
      Path project,
      Map<String, String> variables,
      Supplier<OpenTarget> target,
      InstantSource clock,
      Optional<Path> noted) {
    this.variables = variables;
    this.clock = clock;
    this.database = new Database(target);
    this.alarms = new Alarms(variables);
    this.prompt = new Prompt(project, variables, noted);
    this.logs = new Logs(project, prompt);
    this.prober = new Prober(project, variables, prompt, target);
  }

  /// Asks once. What can't be read is a sample without a number; nothing is thrown for it.
  public Sample ask(Signal signal) throws InterruptedException {
    Instant at = clock.instant();
    try {
      return switch (signal.source()) {
        case Signal.Prometheus source -> prometheus(signal, source).ask(at);
        case Signal.Http http -> http(at, signal, http);
        case Signal.Sql(String query) -> sql(at, signal, query);
        case Signal.Postgres(PostgresMeasure measure) -> sql(at, signal, measure.query());
        case Signal.Command(String shell) -> good(at, signal, prompt.number(shell, signal.limit()));
        case Signal.Alert alert -> good(at, signal, alarms.number(alert));
        case Signal.LogFile file -> good(at, signal, logs.count(signal.name(), file));
        case Signal.LogCommand command -> good(at, signal, logs.count(command, signal.limit()));
      };
    } catch (NoNumber e) {
      return new Sample.Bad(at, e.why());
    } catch (ProblemException e) {
      return new Sample.Bad(at, e.problem().what());
    }
  }

  /// Asks a probe: 1 where it fails, and 0 where it is well.
  public Sample ask(Probe probe) throws InterruptedException {
    Instant at = clock.instant();
    try {
      boolean well = prober.ask(probe).well();
      return new Sample.Good(at, well ? 0 : 1, OptionalDouble.empty());
    } catch (ProblemException e) {
      return new Sample.Bad(at, e.problem().what());
    }
  }

  /// The samples that a source still has from a time on; none from one that has no past.
  public List<Sample> past(Signal signal, Instant from) throws InterruptedException {
    if (!(signal.source() instanceof Signal.Prometheus source)) {
      return List.of();
    }
    try {
      return prometheus(signal, source).past(from, clock.instant());
    } catch (NoNumber | ProblemException e) {
      return List.of(); // The next sample says why.
    }
  }

  private Prometheus prometheus(Signal signal, Signal.Prometheus source) {
    return new Prometheus(web, signal, source, variables, clock);
  }

  private Sample http(Instant at, Signal signal, Signal.Http http)
      throws NoNumber, InterruptedException {
    Web.Json json = web.get(expanded(http.url(), ""), headers(http.headers()), signal.limit());
    Optional<Sample> thin = Optional.empty();
    OptionalDouble traffic = OptionalDouble.empty();
    if (signal.traffic().isPresent()) {
      double amount = json.number(signal.traffic().get().source());
      thin = thin(at, signal, amount);
      traffic = OptionalDouble.of(amount);
    }
    return thin.isPresent() ? thin.get() : good(at, signal, json.number(http.path()), traffic);
  }

  private Sample sql(Instant at, Signal signal, String query) throws NoNumber {
    OptionalDouble traffic = OptionalDouble.empty();
    if (signal.traffic().isPresent()) {
      double amount = database.number(signal.traffic().get().source(), signal.limit());
      Optional<Sample> thin = thin(at, signal, amount);
      if (thin.isPresent()) {
        return thin.get();
      }
      traffic = OptionalDouble.of(amount);
    }
    return good(at, signal, database.number(query, signal.limit()), traffic);
  }

  private static Sample good(Instant at, Signal signal, double number) throws NoNumber {
    return good(at, signal, number, OptionalDouble.empty());
  }

  static Sample good(Instant at, Signal signal, double number, OptionalDouble traffic)
      throws NoNumber {
    return new Sample.Good(at, signal.unit().counted(NoNumber.finite(number)), traffic);
  }

  /// The sample that says that there is too little traffic, if there is.
  static Optional<Sample> thin(Instant at, Signal signal, double amount) {
    return signal
        .traffic()
        .filter(each -> amount < each.floor())
        .map(each -> new Sample.Thin(at, amount, each.floor()));
  }

  private String expanded(Template template, String more) {
    return template.expand(variables) + more;
  }

  private Map<String, String> headers(Map<String, Template> headers) {
    return Web.headers(headers, variables);
  }

  @Override
  public void close() {
    web.close();
    database.close();
    alarms.close();
  }
}
