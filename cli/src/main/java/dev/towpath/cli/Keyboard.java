package dev.towpath.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a person types what no argument may hold: the terminal of the process, also where its
/// output goes into a file.
///
/// @param screen that shows what is asked
record Keyboard(Screen screen) {
  private static final Path TERMINAL = Path.of("/dev/tty");

  /// Asks for a line; empty where nobody is there to type it.
  Optional<String> line(String prompt) {
    return isThere() ? ask(prompt) : Optional.empty();
  }

  /// The same, with nothing shown of what is typed.
  Optional<String> secret(String prompt) {
    if (!isThere()) {
      return Optional.empty();
    }
    Thread restore = new Thread(() -> echo(true), "towpath-echo");
    Runtime.getRuntime().addShutdownHook(restore);
    try {
      if (!echo(false)) {
        return Optional.empty(); // what can't be hidden isn't asked for
      }
      return ask(prompt);
    } finally {
      echo(true);
      screen.err().println();
      Runtime.getRuntime().removeShutdownHook(restore);
    }
  }

  private boolean isThere() {
    return screen.errTerminal() && Files.isReadable(TERMINAL);
  }

  private Optional<String> ask(String prompt) {
    PrintStream err = screen.err();
    err.print(prompt);
    err.flush();
    try (BufferedReader terminal = Files.newBufferedReader(TERMINAL, StandardCharsets.UTF_8)) {
      @Nullable String line = terminal.readLine();
      return Optional.ofNullable(line).filter(each -> !each.isEmpty());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean echo(boolean shown) {
    try {
      Process stty =
          new ProcessBuilder(List.of("stty", shown ? "echo" : "-echo"))
              .redirectInput(TERMINAL.toFile())
              .redirectErrorStream(true)
              .start();
      return stty.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
