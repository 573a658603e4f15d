package dev.towpath.process;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Runs commands for whoever asks, in the project's folder, and keeps what they print.
@FunctionalInterface
public interface Shell {
  /// Runs a program to its end.
  ///
  /// @param words the program and its arguments
  /// @param variables beside those of the environment
  /// @throws InterruptedException after it was ended with all its children
  Ran run(List<String> words, Map<String, String> variables, Duration limit)
      throws InterruptedException;

  /// Runs a command of the shell to its end.
  ///
  /// @param command as a person types it
  default Ran run(String command, Map<String, String> variables, Duration limit)
      throws InterruptedException {
    return run(ShellCommand.shell(command), variables, limit);
  }
}
