package dev.towpath.process;

import dev.towpath.problem.Secrets;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Runs a command, keeps the last lines of what it prints, and ends it with all its children when
/// its time is up.
///
/// @param folder in which it runs
/// @param variables changes the environment variables that it gets; those of this process else
public record CommandRun(Path folder, Consumer<Map<String, String>> variables, Duration limit) {
  private static final int LINES = 20;
  private static final int LINE_CHARACTERS = 400;
  private static final int SECRET_CHARACTERS = 6;
  private static final Duration END_LIMIT = Duration.ofSeconds(5);
  private static final List<String> SECRET_NAMES = List.of("PASS", "SECRET", "TOKEN", "KEY");

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
    long from = System.nanoTime();
    ProcessBuilder builder =
        new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
    variables.accept(builder.environment());
    List<String> secrets = secrets(builder.environment());
    Process process = builder.start();
    process.getOutputStream().close();
    Deque<String> last = new ArrayDeque<>();
    Thread reader =
        Thread.ofVirtual().name("towpath-output").start(() -> read(process, last, secrets));
    boolean ended;
    try {
      ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      end(process);
    }
    reader.join(END_LIMIT);
    OptionalInt exit = ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
    Duration took = Duration.ofNanos(System.nanoTime() - from);
    synchronized (last) {
      return new Result(exit, List.copyOf(last), took);
    }
  }

  private static List<String> secrets(Map<String, String> environment) {
    List<String> secrets = new ArrayList<>();
    environment.forEach(
        (name, value) -> {
          String upper = name.toUpperCase(Locale.ROOT);
          if (value.length() >= SECRET_CHARACTERS
              && SECRET_NAMES.stream().anyMatch(upper::contains)) {
            secrets.add(value);
          }
        });
    return secrets;
  }

  private static void read(Process process, Deque<String> last, List<String> secrets) {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        String safe = hidden(line, secrets);
        synchronized (last) {
          last.add(safe);
          if (last.size() > LINES) {
            last.remove();
          }
        }
      }
    } catch (IOException ended) {
      // The command is being ended; what it printed so far is kept.
    }
  }

  private static String hidden(String line, List<String> secrets) {
    String safe = line;
    for (String secret : secrets) {
      safe = safe.replace(secret, "***");
    }
    safe = Secrets.hidden(safe);
    return safe.length() <= LINE_CHARACTERS ? safe : safe.substring(0, LINE_CHARACTERS) + "…";
  }

  private static void end(Process process) {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
