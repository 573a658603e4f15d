package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.config.ComponentSettings;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.release.Release;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.journal.StepState.Phase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// An example set up for a test, and what the test asks about it.
final class Staged implements AutoCloseable {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final ExampleStage stage;
  private final ExamplePeople people;

  private Staged(String example, Path folder) throws IOException, InterruptedException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    PrintStream both = new PrintStream(said, true, StandardCharsets.UTF_8);
    Screen screen = new Screen(both, both, false, false, 80, Map.of(), "towpath");
    this.stage = ExampleStage.open(example, folder, screen);
    this.people = new ExamplePeople(stage, screen, both::println);
  }

  static Staged open(String example, Path folder) throws IOException, InterruptedException {
    return new Staged(example, folder);
  }

  ExampleStage stage() {
    return stage;
  }

  ExamplePeople people() {
    return people;
  }

  /// Plans and drives a release to its end, with its people.
  RunState release(String name, String runbook, String... more) throws InterruptedException {
    assertThat(people.plan(name, runbook, more)).as("%s", said).isZero();
    people.start(name);
    return state(name);
  }

  RunState state(String name) {
    return stage.state(name);
  }

  /// That a release came to its end in this way.
  void ended(RunState run, RunState.Standing standing) {
    assertThat(run.standing()).as("%s", said).isEqualTo(standing);
  }

  /// That a release came to this very step, and went not past it.
  void stoppedAt(RunState run, String step) {
    assertThat(current(run).map(Release.PlannedStep::name)).as("%s", said).contains(step);
    int number = current(run).orElseThrow().number();
    assertThat(run.release().steps())
        .filteredOn(each -> each.number() > number)
        .allMatch(each -> run.step(each.number()).phase() == Phase.AHEAD);
  }

  /// The step that waits or has stopped.
  private static Optional<Release.PlannedStep> current(RunState run) {
    return run.release().steps().stream()
        .filter(
            step ->
                EnumSet.of(Phase.BEGUN, Phase.WAITING, Phase.STOPPED)
                    .contains(run.step(step.number()).phase()))
        .findFirst();
  }

  /// The revision that a component's process tells over HTTP.
  String serves(String portVariable) throws IOException, InterruptedException {
    String json = get(portVariable, "/health");
    return json.replaceFirst(".*\"revision\":\"([^\"]*)\".*", "$1");
  }

  String get(String portVariable, String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(at(portVariable, path)).build());
  }

  String post(String portVariable, String path) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(at(portVariable, path))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build());
  }

  private URI at(String portVariable, String path) {
    return URI.create("http://127.0.0.1:" + stage.variables().get(portVariable) + path);
  }

  private static String send(HttpRequest request) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  /// Runs SQL on production; gives the first value of its last result, or nothing.
  String ask(String sql) throws SQLException {
    try (OpenTarget target = stage.production();
        Connection connection = target.connect("towpath/test");
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (ResultSet row = statement.getResultSet()) {
        return row.next() ? String.valueOf(row.getString(1)) : "";
      }
    }
  }

  /// Stops a component's process, as when it dies.
  void stop(String component) throws InterruptedException {
    ComponentSettings settings = stage.project().components().get(component);
    stage.component(Objects.requireNonNull(settings)).act(ComponentSettings.Verb.STOP);
  }

  @Override
  public String toString() {
    return said.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    stage.close();
  }
}
