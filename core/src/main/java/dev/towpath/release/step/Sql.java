package dev.towpath.release.step;

import dev.towpath.config.DurationWord;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.yaml.Mapping;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// `sql`: statements on the environment's database, in one transaction that also notes that this
/// step was done there: whoever takes over after a crash looks, and repeats nothing.
public final class Sql implements StepKind {
  @Override
  public String word() {
    return "sql";
  }

  @Override
  public String sentence() {
    return "Runs SQL on the environment's database in one transaction; 'expect' compares the first"
        + " value.";
  }

  @Override
  public Optional<Step> read(StepText text) {
    if (text.isText()) {
      return text.text()
          .map(
              query ->
                  new Statements(
                      query, Optional.empty(), Optional.empty(), Optional.empty(), false));
    }
    return text.mapping().flatMap(mapping -> read(text, mapping));
  }

  private static Optional<Step> read(StepText text, Mapping mapping) {
    Optional<String> query = mapping.text("query").map(ScalarNode::getValue);
    if (!mapping.has("query")) {
      text.faults().missing(mapping.node(), "query", "There is no SQL to run.");
    }
    Optional<String> expect = mapping.text("expect").map(ScalarNode::getValue);
    Optional<String> undo = mapping.text("undo").map(ScalarNode::getValue);
    Optional<Repeat> repeat = repeat(text, mapping);
    boolean changesNothing = text.changesNothing(mapping);
    mapping.end();
    return query.map(sql -> new Statements(sql, expect, repeat, undo, changesNothing));
  }

  private static Optional<Repeat> repeat(StepText text, Mapping mapping) {
    Optional<String> until = mapping.text("until").map(ScalarNode::getValue);
    Optional<Duration> pause = length(mapping, "pause");
    Optional<Duration> limit = length(mapping, "limit");
    if (mapping.has("until") && mapping.has("expect")) {
      text.faults()
          .badValue(
              mapping.node(),
              "What is repeated until a value comes expects nothing else.",
              "Keep 'until', which runs the statements again and again, or 'expect'.");
    }
    for (String word : List.of("pause", "limit")) {
      if (mapping.has(word) && !mapping.has("until")) {
        text.faults().missing(mapping.node(), "until", "'" + word + "' is for what is repeated.");
      }
    }
    return until.map(
        value -> new Repeat(value, pause.orElse(Repeat.PAUSE), limit.orElse(Repeat.LIMIT)));
  }

  private static Optional<Duration> length(Mapping mapping, String word) {
    return mapping
        .text(word, DurationWord.FORM, DurationWord.HELP)
        .map(ScalarNode::getValue)
        .flatMap(DurationWord::read);
  }

  /// How statements are run again and again, each time in a transaction of its own.
  ///
  /// @param until the first value that ends it
  /// @param pause between two times, outside of any transaction
  /// @param limit for all of them
  private record Repeat(String until, Duration pause, Duration limit) {
    static final Duration PAUSE = Duration.ofMillis(200);
    static final Duration LIMIT = Duration.ofMinutes(30);

    /// How often a person is told how far it is.
    static final Duration TOLD = Duration.ofSeconds(10);
  }

  /// @param expect what the first value of the last result must be, as text
  private record Statements(
      String query,
      Optional<String> expect,
      Optional<Repeat> repeat,
      Optional<String> undo,
      boolean changesNothing)
      implements Step {
    @Override
    public String does() {
      return "runs SQL"
          + repeat.map(each -> " until it answers " + each.until()).orElse("")
          + ": "
          + query.strip().lines().findFirst().orElse("");
    }

    @Override
    public AfterCrash afterCrash() {
      return changesNothing ? AfterCrash.REPEAT : AfterCrash.INSPECT;
    }

    @Override
    public WayBack wayBack() {
      if (changesNothing) {
        return new WayBack.NotNeeded();
      }
      return undo.<WayBack>map(sql -> new WayBack.By("runs SQL: " + sql))
          .orElse(new WayBack.None("nobody said what it changes: 'undo', or 'changes: nothing'"));
    }

    @Override
    public StepResult run(StepContext context) throws InterruptedException {
      return repeat.isPresent()
          ? repeat(context, repeat.get())
          : run(context, query, expect, context.number());
    }

    /// What was done before a crash stays done; the last transaction notes that all is.
    private StepResult repeat(StepContext context, Repeat repeat) throws InterruptedException {
      try (OpenTarget open = context.target().get();
          Connection connection = open.connect("release")) {
        connection.setAutoCommit(false);
        connection.setReadOnly(changesNothing);
        long begun = System.nanoTime();
        long told = begun;
        for (long times = 1; ; times++) {
          if (!changesNothing && DoneOnTarget.has(connection, context, context.number())) {
            return new StepResult.Done(Map.of("already", true));
          }
          String value = first(connection, query);
          if (value.equals(repeat.until())) {
            if (!changesNothing) {
              DoneOnTarget.note(connection, context, context.number());
            }
            connection.commit();
            return new StepResult.Done(Map.of("value", value, "times", times));
          }
          connection.commit();
          long now = System.nanoTime();
          if (now - begun > repeat.limit().toNanos()) {
            return tooLong(repeat, value, times);
          }
          if (now - told > Repeat.TOLD.toNanos()) {
            context.say(times + " times; the last answer is " + value);
            told = now;
          }
          Thread.sleep(repeat.pause());
        }
      } catch (SQLException e) {
        return StepResult.stopped(failed(e));
      }
    }

    private static StepResult tooLong(Repeat repeat, String value, long times) {
      return new StepResult.Stopped(
          Problem.of("step-sql-too-long", Exit.STOPPED, "The SQL of this step takes too long.")
              .because(
                  "In "
                      + DurationWord.of(repeat.limit())
                      + " it was run "
                      + times
                      + " times, and answers '"
                      + value
                      + "'; it ends at '"
                      + repeat.until()
                      + "'.")
              .leaving("What its transactions did is committed.")
              .next("Look into it; a retry goes on from there."),
          Map.of("value", value, "times", times));
    }

    @Override
    public StepResult undo(StepContext context) {
      return run(context, undo.orElseThrow(), Optional.empty(), -context.number());
    }

    private StepResult run(StepContext context, String sql, Optional<String> expected, int mark) {
      try (OpenTarget open = context.target().get();
          Connection connection = open.connect("release")) {
        connection.setAutoCommit(false);
        connection.setReadOnly(changesNothing);
        if (!changesNothing && !DoneOnTarget.note(connection, context, mark)) {
          return new StepResult.Done(Map.of("already", true));
        }
        boolean half = repeat.isPresent(); // Some of its transactions may be done without a note.
        if (mark < 0 && !half && !DoneOnTarget.has(connection, context, -mark)) {
          return new StepResult.Done(Map.of("never-done", true));
        }
        String first = first(connection, sql);
        if (expected.isPresent() && !expected.get().equals(first)) {
          connection.rollback();
          return other(first, expected.get());
        }
        connection.commit();
        Map<String, @Nullable Object> evidence = new LinkedHashMap<>();
        evidence.put("value", first);
        return new StepResult.Done(evidence);
      } catch (SQLException e) {
        return StepResult.stopped(failed(e));
      }
    }

    private static Problem failed(SQLException e) {
      return Problem.of("step-sql-failed", Exit.UNCHANGED, "The SQL of this step failed.")
          .because(e.getMessage() + " (SQLSTATE " + e.getSQLState() + ")")
          .leaving("Its transaction is rolled back: the database is as it was before it.")
          .next("Mend the cause, then retry the step.");
    }

    private static StepResult other(String first, String expected) {
      return new StepResult.Stopped(
          Problem.of("step-sql-unexpected", Exit.REFUSED, "The SQL answers something else.")
              .because("It answers '" + first + "'; '" + expected + "' is expected.")
              .leaving("Its transaction is rolled back: the database is as it was before it.")
              .next("Look into it, then retry the step."),
          Map.of("value", first, "expected", expected));
    }

    /// The first value of the last result; empty if there is none.
    private static String first(Connection connection, String sql) throws SQLException {
      String first = "";
      try (Statement statement = connection.createStatement()) {
        boolean rows = statement.execute(sql);
        while (rows || statement.getUpdateCount() >= 0) {
          if (rows) {
            try (ResultSet row = statement.getResultSet()) {
              first = row.next() ? String.valueOf(row.getString(1)) : "";
            }
          }
          rows = statement.getMoreResults();
        }
      }
      return first;
    }

    @Override
    public boolean isDone(StepContext context) {
      try (OpenTarget open = context.target().get();
          Connection connection = open.connect("release")) {
        return DoneOnTarget.has(connection, context, context.number())
            && !DoneOnTarget.has(connection, context, -context.number());
      } catch (SQLException e) {
        throw failed(e).exception(e);
      }
    }
  }
}
