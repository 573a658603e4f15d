package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.config.ComponentSettings;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.release.Release;
import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// An example set up for a test, and what the test asks about it.
final class Staged implements AutoCloseable {
  private static final Set<RunEvent.Kind> HELD =
      EnumSet.of(RunEvent.Kind.STEP_STOPPED, RunEvent.Kind.STEP_WAITS);

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final ExampleStage stage;
  private final ExamplePeople people;

  private Staged(String example, Path folder) throws IOException, InterruptedException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    PrintStream both = new PrintStream(said, true, StandardCharsets.UTF_8);
    Screen screen = new Screen(both, both, false, false, 80, Map.of(), "towpath");
    this.stage = ExampleStage.open(example, folder, screen);
    this.people = new ExamplePeople(stage, screen, both::println);
    assertThat(people.enrol()).as("%s", said).isTrue();
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

  /// The same on staging, which must go well.
  void releaseOnStaging(String name, String runbook) throws InterruptedException {
    assertThat(people.planOn("staging", name, runbook)).as("%s", said).isZero();
    people.start(name);
    ended(state(name), RunState.Standing.DONE);
  }

  RunState state(String name) {
    return stage.state(name);
  }

  /// Commits and pushes files: a path and its text, and so on.
  void commit(String... pathsAndTexts) throws IOException, InterruptedException {
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      stage.checkout().put(pathsAndTexts[i], pathsAndTexts[i + 1]);
    }
    stage.checkout().commit(pathsAndTexts[0]);
  }

  /// A file of the project, as it is now.
  String read(String path) throws IOException {
    return Files.readString(stage.folder().resolve(path));
  }

  /// The note of a release.
  String note(String release) throws IOException {
    try (Stream<Path> files = Files.list(stage.folder().resolve("docs/releases"))) {
      return Files.readString(
          files.filter(each -> each.toString().contains(release)).findAny().orElseThrow());
    }
  }

  /// That a release came to its end in this way.
  void ended(RunState run, RunState.Standing standing) {
    assertThat(run.standing()).as("%s", said).isEqualTo(standing);
  }

  /// That a release came to this very step, and went not past it.
  void stoppedAt(RunState run, String name) {
    int last =
        run.events().reversed().stream()
            .filter(event -> HELD.contains(event.kind()))
            .findFirst()
            .map(RunEvent::step)
            .orElse(0);
    assertThat(run.release().steps())
        .as("%s", said)
        .filteredOn(step -> step.number() == last)
        .extracting(Release.PlannedStep::name)
        .containsExactly(name);
    assertThat(run.release().steps())
        .filteredOn(step -> step.number() > last)
        .allMatch(step -> run.attempts(step.number()) == 0);
  }

  /// Drives releases through gates that say no: each is broken just before it is its turn, must
  /// stop the release at that very step, and is mended. One that is broken in the checkout has a
  /// release of its own, and so has the next one after a release that went back.
  void refusedAtEach(String runbook, List<Trip> trips) throws Exception {
    refusedAtEach("production", runbook, trips);
  }

  /// The same in another environment.
  void refusedAtEach(String environment, String runbook, List<Trip> trips) throws Exception {
    int planned = 0;
    String name = "";
    for (Trip trip : trips) {
      if (trip.inCheckout()) {
        trip.breakIt().run();
        stage.checkout().commit("Broken: " + trip.step());
      }
      if (name.isEmpty()) {
        name = plan(environment, "refused-" + ++planned, runbook);
      }
      if (!trip.inCheckout()) {
        trip.breakIt().run();
      }
      people.start(name);
      RunState run = state(name);
      stoppedAt(run, trip.step());
      trip.mendIt().run();
      name = goOn(trip, run, name);
    }
    name = name.isEmpty() ? plan(environment, "refused-" + ++planned, runbook) : name;
    people.start(name);
    ended(state(name), RunState.Standing.DONE);
  }

  /// What goes on with the release that a gate stopped; empty if that is another one.
  private String goOn(Trip trip, RunState run, String name) throws Exception {
    boolean ended = run.standing() == RunState.Standing.ROLLED_BACK;
    if (!trip.inCheckout() && !ended) {
      people.type("ann", "release", "retry", name);
      return name;
    }
    if (!ended) {
      people.type("ann", "release", "abort", name, "--reason", "it is mended");
    }
    stage.checkout().commit("Mended: " + trip.step());
    return "";
  }

  /// A gate of a runbook, by the name of its step.
  ///
  /// @param inCheckout whether it is broken in the checkout, and so in another commit
  /// @param breakIt lets it say no
  /// @param mendIt takes that away
  record Trip(String step, boolean inCheckout, Deed breakIt, Deed mendIt) {
    /// A text that should not be in a file of the project, or the file itself.
    static Trip file(Staged staged, String step, String path, String text) {
      Path file = staged.stage.folder().resolve(path);
      List<String> before = new ArrayList<>();
      return new Trip(
          step,
          true,
          () -> {
            if (Files.exists(file)) {
              before.add(Files.readString(file));
            }
            staged.stage.checkout().put(path, text);
          },
          () -> {
            if (before.isEmpty()) {
              deleteUpTo(file, staged.stage.folder());
            } else {
              Files.writeString(file, before.getFirst());
            }
          });
    }

    /// Something that happens around a release.
    static Trip around(String step, Deed breakIt, Deed mendIt) {
      return new Trip(step, false, breakIt, mendIt);
    }

    private static void deleteUpTo(Path file, Path project) throws IOException {
      Files.delete(file);
      Path folder = file.resolveSibling(".").normalize();
      try (Stream<Path> beside = Files.list(folder)) {
        if (beside.findAny().isEmpty() && !folder.equals(project)) {
          Files.delete(folder);
        }
      }
    }
  }

  /// Something that is done.
  interface Deed {
    void run() throws Exception;
  }

  private String plan(String environment, String name, String runbook) {
    assertThat(people.planOn(environment, name, runbook)).as("%s", said).isZero();
    return name;
  }

  /// The revision that a component's process tells over HTTP.
  String serves(String portVariable) throws IOException, InterruptedException {
    return at(portVariable).serves();
  }

  String get(String portVariable, String path) throws IOException, InterruptedException {
    return at(portVariable).get(path);
  }

  String post(String portVariable, String path) throws IOException, InterruptedException {
    return at(portVariable).post(path);
  }

  private AskedApp at(String portVariable) {
    return new AskedApp("http://127.0.0.1:" + stage.variables().get(portVariable));
  }

  /// Runs SQL on production; gives the first value of its last result, or nothing.
  String ask(String sql) throws SQLException {
    try (OpenTarget target = stage.production()) {
      return ask(target, sql);
    }
  }

  String askStaging(String sql) throws SQLException {
    try (OpenTarget target = stage.target("staging")) {
      return ask(target, sql);
    }
  }

  private static String ask(OpenTarget target, String sql) throws SQLException {
    try (Connection connection = target.connect("test");
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (ResultSet row = statement.getResultSet()) {
        return row.next() ? String.valueOf(row.getString(1)) : "";
      }
    }
  }

  /// Lets 40 of 100 requests fail as soon as a step is under way.
  void faultAt(String step, String portVariable) {
    people.atStep(step, () -> at(portVariable).fail(40));
  }

  /// No request fails any more, and none that failed is counted.
  void mendFault(String portVariable) throws IOException, InterruptedException {
    at(portVariable).mend();
  }

  void stop(String component) throws InterruptedException {
    act(component, ComponentSettings.Verb.STOP);
  }

  void start(String component) throws InterruptedException {
    act(component, ComponentSettings.Verb.START);
  }

  private void act(String name, ComponentSettings.Verb verb) throws InterruptedException {
    ComponentSettings settings = stage.project().components().get(name);
    stage.component(Objects.requireNonNull(settings)).act(verb);
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
