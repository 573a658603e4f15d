package dev.towpath.bench.apply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What one run of a contender took.
///
/// @param process from the start of the process to its end
/// @param work from the beginning of `main` to its end; all of it for a program that doesn't say
record Run(Duration process, Duration work) {
  private static final Duration LIMIT = Duration.ofMinutes(30);
  private static final String TOOK = "took ";

  /// Runs a program to its end; it must succeed.
  static Run of(List<String> line) throws IOException, InterruptedException {
    Path out = Files.createTempFile("towpath-bench", ".out");
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    int exit = process.destroyForcibly().waitFor();
    String said = Files.readString(out);
    Files.delete(out);
    if (!ended || exit != 0) {
      throw new IllegalStateException(line.getFirst() + " failed after " + took + ":\n" + said);
    }
    return new Run(took, work(said).orElse(took));
  }

  private static Optional<Duration> work(String said) {
    return said.lines()
        .filter(line -> line.startsWith(TOOK))
        .map(line -> Duration.ofNanos(Long.parseLong(line.substring(TOOK.length()))))
        .findFirst();
  }

  /// Prints what [#of] reads: the time of a contender's work.
  static void time(Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    System.out.println(TOOK + (System.nanoTime() - start));
  }

  /// What a contender does.
  interface Work {
    void run() throws Exception;
  }
}
