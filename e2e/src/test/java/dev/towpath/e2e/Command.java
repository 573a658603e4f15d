package dev.towpath.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A program to run: its words, its folder, and what is set beside the environment of the tests.
record Command(List<String> words, Path folder, Map<String, String> environment) {
  /// How long a program may take before it counts as hanging.
  private static final Duration LIMIT = Duration.ofMinutes(4);

  static Command of(Path folder, String... words) {
    return new Command(List.of(words), folder, Map.of());
  }

  /// The same program with one more environment variable.
  Command with(String name, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(name, value);
    return new Command(words, folder, Map.copyOf(more));
  }

  /// The same program, which hears Ctrl-C even where the tests run in the background and don't.
  Command interruptible() {
    List<String> line = new ArrayList<>(List.of("env", "--default-signal=INT"));
    line.addAll(words);
    return new Command(List.copyOf(line), folder, environment);
  }

  /// Starts the program and returns at once; its output goes to files.
  Running start() throws IOException {
    Path out = Files.createTempFile("towpath-e2e", ".out");
    Path err = Files.createTempFile("towpath-e2e", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    return new Running(builder.start(), out, err);
  }

  /// Runs the program to its end, without a terminal and with nothing to read.
  Finished run() throws IOException, InterruptedException {
    return start().await(LIMIT);
  }

  /// A program on its way.
  record Running(Process process, Path out, Path err) {
    /// Ends it as `kill -9` does: it gets no chance to clean up.
    Finished kill() throws IOException, InterruptedException {
      process.destroyForcibly();
      return await(LIMIT);
    }

    /// Waits for its end; one that hangs is killed and fails the test.
    Finished await(Duration limit) throws IOException, InterruptedException {
      boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      process.destroyForcibly();
      int exit = process.waitFor();
      Finished finished = new Finished(exit, Files.readString(out), Files.readString(err));
      Files.delete(out);
      Files.delete(err);
      if (!ended) {
        throw new AssertionError("Not done after " + limit + ":\n" + finished.all());
      }
      return finished;
    }
  }
}
