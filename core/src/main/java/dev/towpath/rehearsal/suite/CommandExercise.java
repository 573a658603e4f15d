package dev.towpath.rehearsal.suite;

import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.process.CommandRun;
import dev.towpath.rehearsal.Exercise;
import dev.towpath.rehearsal.Exercised;
import dev.towpath.rehearsal.Rehearsed;
import dev.towpath.report.Block;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Runs one command of the project's own, such as `npm test`, against a copy of the rehearsed
/// database: `DATABASE_URL` and libpq's variables lead there.
public final class CommandExercise implements Exercise {
  /// What a command may take.
  public static final Duration LIMIT = Duration.ofMinutes(10);

  private final String command;
  private final int number;
  private final Duration limit;

  /// @param command for the shell
  /// @param number tells one command's copy from another's
  public CommandExercise(String command, int number, Duration limit) {
    this.command = command;
    this.number = number;
    this.limit = limit;
  }

  @Override
  public String name() {
    return "test-command " + number;
  }

  @Override
  public Exercised run(Rehearsed database) {
    DatabaseUrl copy = database.copy("towpath_test_command_" + number);
    CommandRun.Result result = new ShellRun(database.project(), copy, limit).run(command);
    List<Finding> findings = result.passed() ? List.of() : List.of(failed(result));
    String words =
        (result.passed() ? "passed" : result.words())
            + " in "
            + result.took().toSeconds()
            + " s: "
            + command;
    return Exercised.done(words, findings)
        .showing(
            result.lines().isEmpty()
                ? List.of()
                : List.of(new Block.Code("text", String.join("\n", result.lines()))),
            data(result));
  }

  private Finding failed(CommandRun.Result result) {
    return Finding.of("test-command-failed", Severity.ERROR, "The command " + command + " fails.")
        .because(
            "It "
                + result.words()
                + (result.lines().isEmpty() ? "." : ": " + result.lines().getLast()))
        .help("It ran against the schema as the rehearsed migrations leave it.");
  }

  private Map<String, @Nullable Object> data(CommandRun.Result result) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("command", command);
    data.put("exit", result.exit().isPresent() ? result.exit().getAsInt() : null);
    data.put("milliseconds", result.took().toMillis());
    data.put("lines", result.lines());
    return data;
  }
}
