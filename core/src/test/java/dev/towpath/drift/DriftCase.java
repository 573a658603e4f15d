package dev.towpath.drift;

import dev.towpath.migration.layout.Layout;
import dev.towpath.migration.layout.LayoutFiles;
import dev.towpath.migration.layout.Layouts;
import dev.towpath.migration.run.Applier;
import dev.towpath.migration.run.Marker;
import dev.towpath.migration.run.PlanRequest;
import dev.towpath.migration.run.RunListener;
import dev.towpath.migration.run.RunOptions;
import dev.towpath.migration.status.Status;
import dev.towpath.migration.verify.Verifier;
import dev.towpath.migration.verify.VerifyRequest;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.postgres.Target;
import dev.towpath.report.Report;
import dev.towpath.sql.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A project and a database of its own for each test of drift.
abstract class DriftCase {
  private static final int MAJOR = 18;
  static final Path FOLDER = Path.of("migrations");
  private static final RunListener SILENT = RunListener.silent();
  private static final Applier APPLIER =
      new Applier(Clock.systemUTC(), new Random(7), "ann", "test host", "towpath test");
  private static ScratchServer server;
  private static int databases;

  @TempDir Path project;
  Layout layout = Layouts.named("plain");
  Instant now = Instant.parse("2026-03-01T10:00:00Z");
  private DatabaseUrl url;

  @BeforeAll
  static void start() {
    server = ScratchServer.start(MAJOR, Platform.NONE);
  }

  @BeforeEach
  void newDatabase() {
    url = server.createDatabase("drift" + ++databases);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  void file(String name, String sql) throws IOException {
    Path folder = Files.createDirectories(project.resolve(FOLDER));
    Files.writeString(folder.resolve(name), sql);
  }

  LayoutFiles files() {
    return layout.read(project, FOLDER);
  }

  private PlanRequest plan() {
    return new PlanRequest(layout, files(), RunOptions.standard());
  }

  void apply() {
    try (OpenTarget target = target("canal").open()) {
      APPLIER.apply(plan(), Optional.empty(), target, SILENT);
    }
  }

  Drift drift(String name, Optional<String> notify) {
    InstantSource clock = () -> now;
    Optional<DriftStateFile> state =
        Optional.of(new DriftStateFile(project.resolve("drift.state"), "drift.state"));
    DriftCheck check =
        new DriftCheck(
            verifier(),
            difference -> difference.name().name().startsWith("wanted"),
            state,
            notify.map(command -> new Notifier(command, project)),
            clock);
    try (OpenTarget target = target(name).open()) {
      return check.run(VerifyRequest.of(layout, files()), target);
    }
  }

  Drift drift() {
    return drift("canal", Optional.empty());
  }

  Optional<Captured> capture(String name) {
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    try (OpenTarget target = target("canal").open()) {
      return new DriftMigration(project, FOLDER, layout, verifier(), clock)
          .write(name, drift(), VerifyRequest.of(layout, files()), target);
    }
  }

  Report record(String key) {
    Marker marker = new Marker(Clock.systemUTC(), "ann", "test host", "towpath test");
    try (OpenTarget target = target("canal").open()) {
      return new DriftRecord(marker, verifier(), difference -> false)
          .run(key, plan(), VerifyRequest.of(layout, files()), target, SILENT);
    }
  }

  Status status() throws SQLException {
    try (Connection connection = url.connect("towpath/test")) {
      return Status.of(layout, files(), Status.Known.read(connection, layout.history()));
    }
  }

  private static Verifier verifier() {
    return new Verifier(APPLIER, SILENT);
  }

  private Target target(String name) {
    return new Target(
        name,
        new Target.Url(url),
        Optional.empty(),
        Duration.ofSeconds(4),
        Optional.empty(),
        MAJOR,
        Platform.NONE);
  }

  void run(String sql) throws SQLException {
    try (Connection connection = url.connect("towpath/test");
        Statement statement = connection.createStatement()) {
      for (dev.towpath.sql.Statement each : Script.of(sql).statements()) {
        statement.execute(each.sql());
      }
    }
  }
}
