package dev.towpath.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;

/// A project whose releases are run by the launcher script, with a target and a control database on
/// servers of their own.
final class Yard implements AutoCloseable {
  static final Duration LIMIT = Duration.ofSeconds(60);

  final Folder project;
  final Path launcher;
  final Database target;
  /// The user's settings: `XDG_CONFIG_HOME`.
  final Path settings;

  private final Path state;
  private final Server targets = Server.start();
  private final Server controls = Server.start();
  private final Database control;

  Yard(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    launcher = Launcher.copyTo(folder.resolve("copy"));
    settings = Files.createDirectories(folder.resolve("settings"));
    state = folder.resolve("state");
    project = new Folder(Files.createDirectories(folder.resolve("project")));
    target = targets.createDatabase();
    control = controls.createDatabase();
    project.write(
        "towpath.yaml", "project: yard\nenvironments: { production: { database: \"${PROD}\" } }\n");
  }

  Command command(String... words) {
    List<String> line = new ArrayList<>(List.of(launcher.resolve("towpath").toString()));
    line.addAll(List.of(words));
    return Command.of(project.path(), line.toArray(String[]::new))
        .with("PROD", target.url())
        .with("TOWPATH_CONTROL_URL", control.url())
        .with("XDG_CONFIG_HOME", settings.toString())
        .with("XDG_STATE_HOME", state.toString());
  }

  /// Runs a command that must end with that exit code, and gives all that it printed.
  String ends(int exit, String... words) throws IOException, InterruptedException {
    Finished finished = command(words).run();
    Assertions.assertThat(finished.exit()).as(finished.all()).isEqualTo(exit);
    return finished.all();
  }

  /// Plans `runbook.yaml` as the release `boats`, and approves it as another person.
  String plan() throws IOException, InterruptedException {
    String plan = ends(0, "release", "plan", "runbook.yaml", "-e", "production", "--name", "boats");
    Finished approved =
        command("release", "approve", "boats", "--role", "engineering")
            .with("TOWPATH_PERSON", "ben")
            .run();
    Assertions.assertThat(approved.exit()).as(approved.all()).isZero();
    return plan;
  }

  /// Time goes by: the right of a driver that was killed or sleeps runs out.
  void letLeaseRunOut() throws SQLException {
    try (Connection connection = control.address().connect("towpath/e2e");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "update towpath_control.release set expires = clock_timestamp() - interval '1 s'");
    }
  }

  /// Waits until a query on the target gives one.
  void awaitOne(String sql) {
    Awaitility.await().atMost(LIMIT).until(() -> target.rows(sql).equals(List.of("1")));
  }

  /// Waits until a running command has printed something.
  static void awaitText(Command.Running running, String text) {
    Awaitility.await().atMost(LIMIT).until(() -> Files.readString(running.err()).contains(text));
  }

  static void signal(Command.Running running, String name) throws Exception {
    Command.of(Path.of("."), "kill", "-" + name, "" + running.process().pid()).run();
  }

  @Override
  public void close() {
    targets.close();
    controls.close();
  }
}
