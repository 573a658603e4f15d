package dev.towpath.migration.run;

import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.JavaProcess;
import dev.towpath.postgres.OpenTarget;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A process of its own that runs a project one way. At each event it tells the event and waits
/// until it may go on, so that it can be killed right there.
final class Rower implements AutoCloseable {
  private static final String URL = "TOWPATH_TEST_URL";
  private static final String OVER = "over";
  private static final int KILL_SECONDS = 10;

  private final Process process;
  private final BufferedReader told;

  private Rower(Process process) {
    this.process = process;
    this.told =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static Rower start(Way way, SmallProject project, DatabaseUrl url) throws IOException {
    ProcessBuilder builder = JavaProcess.of(Rower.class, way.name(), project.name());
    builder.environment().putAll(Map.of(URL, url.revealed()));
    return new Rower(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /// The next event, at which the process now waits; empty if it has ended its work.
  Optional<String> next() throws IOException {
    String line = told.readLine();
    return line == null || line.equals(OVER) ? Optional.empty() : Optional.of(line);
  }

  void goOn() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  /// As `kill -9` does it; when it returns, the process is gone.
  void kill() throws InterruptedException {
    if (!process.destroyForcibly().waitFor(KILL_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("a killed process lives on");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  public static void main(String[] arguments) {
    Boat boat = SmallProject.valueOf(arguments[1]).on(DatabaseUrl.parse(System.getenv(URL)));
    try (OpenTarget target = boat.open()) {
      Way.valueOf(arguments[0]).run(boat, target, Rower::tellAndWait);
    }
    System.out.println(OVER);
  }

  private static void tellAndWait(RunEvent event) {
    System.out.println(event.toString().replace('\n', ' '));
    try {
      if (System.in.read() < 0) {
        throw new AssertionError("nobody listens");
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
