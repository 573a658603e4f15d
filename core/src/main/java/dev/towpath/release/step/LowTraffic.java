package dev.towpath.release.step;

import dev.towpath.config.DurationWord;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Waits until a number of the environment's database has stayed below a limit for some time.
///
/// @param sql asks the number, in a transaction that can't change anything
/// @param quiet how long every sample must be below
/// @param atMost how long is waited in all, from when the step began
record LowTraffic(String sql, int below, Duration quiet, Duration atMost)
    implements RepeatableStep {
  private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(5);
  private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);

  /// So many parts of the time that must be quiet are looked at.
  private static final int SAMPLES = 10;

  private static final int QUERY_SECONDS = 30;
  private static final int MOST_KEPT = 200;

  /// @param value empty where the database didn't say
  private record Sample(Instant at, Optional<Double> value, String said) {
    Map<String, @Nullable Object> json() {
      return Map.of("at", at.toString(), "value", said);
    }
  }

  @Override
  public String does() {
    return "waits until its SQL is below %d for %s, at most %s"
        .formatted(below, DurationWord.of(quiet), DurationWord.of(atMost));
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    Deque<Sample> kept = new ArrayDeque<>();
    Instant end = context.began().plus(atMost);
    Optional<Instant> since = Optional.empty();
    while (true) {
      Sample sample = sample(context);
      kept.add(sample);
      if (kept.size() > MOST_KEPT) {
        kept.remove();
      }
      if (sample.value().filter(value -> value < below).isEmpty()) {
        since = Optional.empty();
      } else if (since.isEmpty()) {
        since = Optional.of(sample.at());
      }
      if (since.filter(from -> !sample.at().isBefore(from.plus(quiet))).isPresent()) {
        return new StepResult.Done(evidence(kept));
      }
      if (!sample.at().isBefore(end)) {
        return new StepResult.Stopped(never(sample), evidence(kept));
      }
      context.say(sample.said() + since.map(from -> ", below since " + from).orElse(""));
      Thread.sleep(interval());
    }
  }

  private Duration interval() {
    Duration part = quiet.dividedBy(SAMPLES);
    return part.compareTo(LONGEST_INTERVAL) > 0
        ? LONGEST_INTERVAL
        : part.compareTo(SHORTEST_INTERVAL) < 0 ? SHORTEST_INTERVAL : part;
  }

  /// No answer, no value and no number are not low.
  private Sample sample(StepContext context) {
    Instant now = context.clock().instant();
    try (OpenTarget open = context.target().get();
        Connection connection = open.connect("wait")) {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      try (Statement statement = connection.createStatement()) {
        statement.setQueryTimeout(QUERY_SECONDS);
        try (ResultSet row = statement.executeQuery(sql)) {
          String text = row.next() ? String.valueOf(row.getString(1)) : "no row";
          return new Sample(now, number(text), text);
        }
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      return new Sample(now, Optional.empty(), String.valueOf(e.getMessage()));
    } catch (ProblemException e) {
      return new Sample(now, Optional.empty(), e.problem().what());
    }
  }

  private static Optional<Double> number(String text) {
    try {
      return Optional.of(Double.parseDouble(text)).filter(number -> !number.isNaN());
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Map<String, @Nullable Object> evidence(Deque<Sample> kept) {
    return Map.of("samples", List.copyOf(kept).stream().map(Sample::json).toList());
  }

  private Problem never(Sample last) {
    return Problem.of("wait-in-vain", Exit.REFUSED, "The traffic did not become low in time.")
        .because(
            "It was not below %d for %s within %s; it was %s at last."
                .formatted(below, DurationWord.of(quiet), DurationWord.of(atMost), last.said()))
        .leaving("Nothing was changed by waiting.")
        .next("Retry the step at a quieter time, or skip it with a reason.");
  }
}
