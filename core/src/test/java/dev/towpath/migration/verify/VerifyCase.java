package dev.towpath.migration.verify;

import dev.towpath.catalog.Facet;
import dev.towpath.migration.layout.Layout;
import dev.towpath.migration.layout.LayoutFiles;
import dev.towpath.migration.layout.Layouts;
import dev.towpath.migration.run.Applier;
import dev.towpath.migration.run.PlanRequest;
import dev.towpath.migration.run.RunListener;
import dev.towpath.migration.run.RunOptions;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.postgres.Target;
import dev.towpath.report.Finding;
import dev.towpath.sql.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A project and a database of its own for each test of a verification.
abstract class VerifyCase {
  private static final int MAJOR = 18;
  static final Path FOLDER = Path.of("migrations");
  private static final Layout PLAIN = Layouts.named("plain");
  private static final Applier APPLIER =
      new Applier(Clock.systemUTC(), new Random(7), "ann", "test host", "towpath test");
  private static ScratchServer server;
  private static int databases;

  @TempDir Path project;
  private DatabaseUrl url;

  @BeforeAll
  static void start() {
    server = ScratchServer.start(MAJOR, Platform.NONE);
  }

  @BeforeEach
  void newDatabase() {
    url = server.createDatabase("verify" + ++databases);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  void file(String name, String sql) throws IOException {
    Path folder = Files.createDirectories(project.resolve(FOLDER));
    Files.writeString(folder.resolve(name + ".sql"), sql);
  }

  private LayoutFiles files() {
    return PLAIN.read(project, FOLDER);
  }

  void apply() {
    try (OpenTarget target = target().open()) {
      APPLIER.apply(
          new PlanRequest(PLAIN, files(), RunOptions.standard()),
          Optional.empty(),
          target,
          RunListener.silent());
    }
  }

  Verification verify() {
    return verify(VerifyRequest.USUALLY_LEFT);
  }

  Verification verify(Set<Facet> left) {
    return verify(new VerifyRequest(PLAIN, files(), left));
  }

  Verification verify(VerifyRequest request) {
    try (OpenTarget target = target().open()) {
      return new Verifier(APPLIER, RunListener.silent()).verify(request, target);
    }
  }

  static List<String> messages(Verification verification) {
    return verification.findings().stream().map(Finding::message).toList();
  }

  private Target target() {
    return new Target(
        "test",
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
