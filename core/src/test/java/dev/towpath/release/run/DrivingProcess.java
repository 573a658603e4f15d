package dev.towpath.release.run;

import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.JavaProcess;
import dev.towpath.problem.ProblemException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A process of its own that drives a quay's release, so that it can be stopped or killed.
public final class DrivingProcess implements AutoCloseable {
  private static final String CONTROL = "TOWPATH_TEST_CONTROL";
  private static final String TARGET = "TOWPATH_TEST_TARGET";
  private static final int LIMIT_SECONDS = 60;

  private final Process process;
  private final BufferedReader told;

  private DrivingProcess(Process process) {
    this.process = process;
    this.told = process.inputReader(StandardCharsets.UTF_8);
  }

  static DrivingProcess start(Quay quay) throws IOException {
    ProcessBuilder builder = JavaProcess.of(DrivingProcess.class, quay.project.toString());
    builder
        .environment()
        .putAll(Map.of(CONTROL, quay.controlUrl.revealed(), TARGET, quay.targetUrl.revealed()));
    return new DrivingProcess(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /// Sends a signal, as `STOP`, `CONT` or `KILL`.
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, "" + process.pid()).inheritIO().start().waitFor();
  }

  /// What it says at its end: the standing of the release, or the code of the problem.
  String end() throws IOException, InterruptedException {
    String last = "";
    for (String line = told.readLine(); line != null; line = told.readLine()) {
      last = line;
    }
    process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
    return last;
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    try {
      process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public static void main(String... words) throws Exception {
    try (Quay quay =
        Quay.at(
            Path.of(words[0]),
            DatabaseUrl.parse(System.getenv(CONTROL)),
            DatabaseUrl.parse(System.getenv(TARGET)))) {
      System.out.println(quay.drive().standing());
    } catch (ProblemException e) {
      System.out.println(e.problem().code());
    }
  }
}
