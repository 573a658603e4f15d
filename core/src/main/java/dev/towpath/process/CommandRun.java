package dev.towpath.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// Runs a command, keeps the last lines of what it prints, and ends it with all its children when
/// its time is up.
///
/// @param folder in which it runs
/// @param variables changes the environment variables that it gets; those of this process else
public record CommandRun(Path folder, Consumer<Map<String, String>> variables, Duration limit) {
  private static final int LINES = 20;
  private static final int LINE_CHARACTERS = 400;

  /// What came of a command.
  ///
  /// @param exit empty if its time was up
  /// @param lines the last that it printed, without secrets
  public record Result(OptionalInt exit, List<String> lines, Duration took) {
    public boolean passed() {
      return exit.isPresent() && exit.getAsInt() == 0;
    }

    public String words() {
      return exit.isPresent() ? "ended with " + exit.getAsInt() : "did not end in time";
    }
  }

  /// Runs it to its end.
  ///
  /// @param words the program and its arguments
  /// @throws IOException if there is no such program
  public Result run(List<String> words) throws IOException, InterruptedException {
    return run(words, _ -> {});
  }

  /// The same.
  ///
  /// @param started told its process as soon as there is one
  public Result run(List<String> words, Consumer<ProcessHandle> started)
      throws IOException, InterruptedException {
    Deque<String> last = new ArrayDeque<>();
    ShellCommand.Ended ended =
        new ShellCommand(words, folder, variables, limit)
            .run(
                started,
                line -> {
                  synchronized (last) {
                    last.add(shortened(line));
                    if (last.size() > LINES) {
                      last.remove();
                    }
                  }
                });
    synchronized (last) {
      return new Result(ended.exit(), List.copyOf(last), ended.took());
    }
  }

  private static String shortened(String line) {
    return line.length() <= LINE_CHARACTERS ? line : line.substring(0, LINE_CHARACTERS) + "…";
  }
}
