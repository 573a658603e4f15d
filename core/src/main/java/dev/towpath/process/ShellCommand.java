package dev.towpath.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// A command for the shell, or words for the system: where it runs, with what, and how long.
///
/// @param words the program and its arguments
/// @param variables changes the environment variables that it gets; those of this process else
public record ShellCommand(
    List<String> words, Path folder, Consumer<Map<String, String>> variables, Duration limit) {
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final List<String> SHELL = List.of("sh", "-c");

  /// A shell that begins when it is told to, once its process is known: if this process dies before
  /// that, nothing runs that nobody knows of.
  private static final String TOLD = "read -r go && exec sh -c \"$0\" </dev/null";

  /// Longer lines are cut: a program that prints no line ends must not fill the memory.
  private static final int LONGEST_LINE = 16_384;

  /// A text as a person types it.
  public static List<String> shell(String command) {
    return System.getProperty("os.name").startsWith("Windows")
        ? List.of("cmd", "/c", command)
        : List.of(SHELL.get(0), SHELL.get(1), command);
  }

  /// How it ended.
  ///
  /// @param exit empty if its time was up
  public record Ended(OptionalInt exit, Duration took) {
    public boolean well() {
      return exit.isPresent() && exit.getAsInt() == 0;
    }

    /// As a predicate: `ended with 1`.
    public String words() {
      return exit.isPresent()
          ? "ended with " + exit.getAsInt()
          : "did not end within " + took.toSeconds() + " s and was ended";
    }
  }

  /// Runs it to its end. What it prints, on both of its outputs, goes to `lines` without secrets.
  ///
  /// @param started told its process as soon as there is one
  /// @throws InterruptedException after it was ended with all its children
  public Ended run(Consumer<ProcessHandle> started, Consumer<String> lines)
      throws IOException, InterruptedException {
    return run(started, lines, Optional.empty());
  }

  /// Runs it to its end, with a listener for each of its outputs; each is told on its own thread.
  ///
  /// @throws InterruptedException after it was ended with all its children
  public Ended run(Consumer<ProcessHandle> started, Consumer<String> lines, Consumer<String> errors)
      throws IOException, InterruptedException {
    return run(started, lines, Optional.of(errors));
  }

  private Ended run(
      Consumer<ProcessHandle> started, Consumer<String> lines, Optional<Consumer<String>> errors)
      throws IOException, InterruptedException {
    long from = System.nanoTime();
    boolean told = words.size() == 3 && words.subList(0, 2).equals(SHELL);
    ProcessBuilder builder =
        new ProcessBuilder(told ? List.of("sh", "-c", TOLD, words.get(2)) : words)
            .directory(folder.toFile())
            .redirectErrorStream(errors.isEmpty());
    variables.accept(builder.environment());
    Process process = builder.start();
    started.accept(process.toHandle());
    try (OutputStream go = process.getOutputStream()) {
      if (told) {
        go.write('\n');
      }
    }
    SecretValues secrets = SecretValues.of(builder.environment());
    Thread output = reader(process.getInputStream(), lines, secrets);
    // Without a listener of its own this stream is empty.
    Thread error = reader(process.getErrorStream(), errors.orElse(lines), secrets);
    boolean ended = false;
    try {
      ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      end(process.toHandle());
      output.join(GRACE);
      error.join(GRACE);
    }
    OptionalInt exit = ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
    return new Ended(exit, Duration.ofNanos(System.nanoTime() - from));
  }

  private static Thread reader(InputStream stream, Consumer<String> lines, SecretValues secrets) {
    return Thread.ofVirtual()
        .name("towpath-output")
        .start(() -> read(stream, line -> lines.accept(secrets.hiddenIn(line))));
  }

  private static void read(InputStream stream, Consumer<String> lines) {
    StringBuilder line = new StringBuilder();
    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (int next = output.read(); next >= 0; next = output.read()) {
        if (next == '\n') {
          lines.accept(line.toString());
          line.setLength(0);
        } else if (line.length() < LONGEST_LINE) {
          line.append((char) next);
        }
      }
    } catch (IOException e) {
      // The command is being ended; what it printed so far was told.
    }
    if (!line.isEmpty()) {
      lines.accept(line.toString());
    }
  }

  /// Ends a process with all its children: first as it is asked to, then by force.
  public static void end(ProcessHandle process) {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process);
    if (all.stream().noneMatch(ProcessHandle::isAlive)) {
      return;
    }
    all.forEach(ProcessHandle::destroy);
    long limit = System.nanoTime() + GRACE.toNanos();
    while (all.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < limit) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
