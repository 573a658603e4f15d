package dev.towpath.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A number that says how the running system is, and where it is asked for.
///
/// @param unit of the numbers that the source gives
/// @param traffic how much the number rests on; empty where nobody said how that is measured
/// @param every how often it is asked for
/// @param limit of one answer
public record Signal(
    String name,
    Source source,
    SignalUnit unit,
    Optional<Traffic> traffic,
    Duration every,
    Duration limit) {

  /// Where the number comes from.
  public sealed interface Source {
    /// For people: a template's names stand in the place of its values.
    String text();
  }

  /// How much a number rests on.
  ///
  /// @param source a query for Prometheus or SQL, or a path in the same answer's JSON
  /// @param floor with less than this the number says nothing
  public record Traffic(String source, double floor) {}

  /// The same signal, asked for at another interval and with another floor.
  public Signal with(Optional<Duration> interval, Optional<Double> floor) {
    return new Signal(
        name,
        source,
        unit,
        traffic.map(each -> new Traffic(each.source(), floor.orElse(each.floor()))),
        interval.orElse(every),
        limit);
  }

  /// A query of Prometheus that gives one series.
  public record Prometheus(Template url, Map<String, Template> headers, String query)
      implements Source {
    @Override
    public String text() {
      return query + " at " + url.text();
    }
  }

  /// A query on the environment's database that gives one row with one number.
  public record Sql(String query) implements Source {
    @Override
    public String text() {
      return query.strip().lines().findFirst().orElse("");
    }
  }

  /// A number in the JSON that a GET request gives.
  ///
  /// @param path names and positions with dots between them
  public record Http(Template url, Map<String, Template> headers, String path) implements Source {
    @Override
    public String text() {
      return path + " of GET " + url.text();
    }
  }

  /// A command of the shell whose last line is a number.
  public record Command(String shell) implements Source {
    @Override
    public String text() {
      return shell;
    }
  }

  /// The lines that a file got since the last look and that match.
  ///
  /// @param file relative to the project, or absolute
  public record LogFile(String file, Pattern match) implements Source {
    @Override
    public String text() {
      return "lines of " + file + " that match " + match;
    }
  }

  /// The lines that a command prints and that match.
  public record LogCommand(String shell, Pattern match) implements Source {
    @Override
    public String text() {
      return "lines of " + shell + " that match " + match;
    }
  }

  /// Whether an alert fires, as an Alertmanager told it to `towpath serve`: 1 or 0.
  ///
  /// @param alert its name
  /// @param labels that it has, beside others
  /// @param within the longest time for which an Alertmanager may have been silent
  public record Alert(String alert, Map<String, String> labels, Duration within) implements Source {
    @Override
    public String text() {
      return "alert " + alert + (labels.isEmpty() ? "" : " " + labels);
    }
  }

  /// What PostgreSQL says of itself.
  public record Postgres(PostgresMeasure measure) implements Source {
    @Override
    public String text() {
      return "PostgreSQL's " + measure.word();
    }
  }
}
