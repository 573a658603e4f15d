package dev.towpath.signal;

import dev.towpath.process.CommandRun;
import dev.towpath.process.Ran;
import dev.towpath.process.Shell;
import dev.towpath.process.ShellCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Commands of the shell that tell something and change nothing.
///
/// @param project the folder in which they run
public record Prompt(Path project, Map<String, String> variables) implements Shell {
  @Override
  public Ran run(List<String> words, Map<String, String> more, Duration limit)
      throws InterruptedException {
    CommandRun command = new CommandRun(project, set -> set.putAll(all(more)), limit);
    try {
      CommandRun.Result result = command.run(words);
      return new Ran(
          result.passed(), result.words(), result.lines(), result.lines(), result.took());
    } catch (IOException e) {
      String why = "could not be run: " + e.getMessage();
      return new Ran(false, why, List.of(), List.of(), Duration.ZERO);
    }
  }

  private Map<String, String> all(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(variables);
    all.putAll(more);
    return all;
  }

  /// The number in the last line that is not blank.
  double number(String shell, Duration limit) throws NoNumber, InterruptedException {
    AtomicReference<String> last = new AtomicReference<>("");
    run(shell, limit, line -> last.set(line.isBlank() ? last.get() : line));
    if (last.get().isEmpty()) {
      throw new NoNumber("the command printed nothing");
    }
    return NoNumber.number(last.get());
  }

  /// Runs one to its end; each line of its output is told.
  void run(String shell, Duration limit, Consumer<String> lines)
      throws NoNumber, InterruptedException {
    AtomicReference<String> error = new AtomicReference<>("");
    ShellCommand command =
        new ShellCommand(ShellCommand.shell(shell), project, set -> set.putAll(variables), limit);
    try {
      ShellCommand.Ended ended = command.run(_ -> {}, lines, error::set);
      if (!ended.well()) {
        String why = error.get().isEmpty() ? "" : ": " + error.get();
        throw new NoNumber("the command " + ended.words() + why);
      }
    } catch (IOException e) {
      throw new NoNumber("the command could not be run: " + e.getMessage());
    }
  }
}
