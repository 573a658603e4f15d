package dev.towpath.postgres;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs a server's programs, with their output in a log file.
final class Programs {
  private static final int LIMIT_SECONDS = 120;
  private static final int TAIL_LINES = 12;

  private Programs() {}

  /// Starts a program; it outlives this process, and a Ctrl-C at the terminal doesn't reach it.
  static Process startDetached(List<String> command, Path log) throws IOException {
    List<String> words = new java.util.ArrayList<>();
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      words.add("/usr/bin/setsid");
    }
    words.addAll(command);
    return start(words, log);
  }

  static void run(List<String> command, Path log) throws IOException {
    Process process = start(command, log);
    await(process, command, log);
  }

  /// Runs a program that reads a file on its standard input.
  static void run(List<String> command, Path log, Path input) throws IOException {
    await(builder(command, log).redirectInput(input.toFile()).start(), command, log);
  }

  private static void await(Process process, List<String> command, Path log) throws IOException {
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw failed("It took longer than " + LIMIT_SECONDS + " s.", log).exception();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while " + command + " ran.", e);
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw failed("Exit code " + process.exitValue() + ".", log).exception();
    }
  }

  private static Process start(List<String> command, Path log) throws IOException {
    Process process = builder(command, log).start();
    process.getOutputStream().close();
    return process;
  }

  private static ProcessBuilder builder(List<String> command, Path log) {
    ProcessBuilder builder = new ProcessBuilder(command);
    // One language and no surprises: messages are read, and a PG* variable must not reach a server.
    builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.equals("TZ"));
    builder.environment().put("LC_ALL", "C");
    return builder.redirectErrorStream(true).redirectOutput(log.toFile());
  }

  static Problem failed(String why, Path log) {
    return Problem.of("server-start-failed", Exit.UNREACHABLE, "A PostgreSQL server did not start.")
        .because((why + " " + tail(log)).strip())
        .leaving("Its data folder is as it was.")
        .next("Read its log: " + log);
  }

  /// The last lines of a log, on one line each; empty if there is none.
  static String tail(Path log) {
    try {
      List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return "";
    }
  }
}
