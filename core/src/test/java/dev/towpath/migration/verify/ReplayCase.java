package dev.towpath.migration.verify;

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
import dev.towpath.sql.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/// A project of plain files and a database of its own for each test of what replays its history.
public abstract class ReplayCase {
  protected static final Path FOLDER = Path.of("migrations");
  private static final int MAJOR = 18;
  private static final Applier APPLIER =
      new Applier(Clock.systemUTC(), new Random(7), "ann", "test host", "towpath test");
  private static final Map<Class<?>, ScratchServer> SERVERS = new ConcurrentHashMap<>();
  private static final AtomicInteger DATABASES = new AtomicInteger();

  @TempDir protected Path project;
  protected Layout layout = Layouts.named("plain");
  protected DatabaseUrl url;

  /// A server for each class: two of them run at a time.
  @BeforeEach
  void newDatabase() {
    url =
        SERVERS
            .computeIfAbsent(getClass(), _ -> ScratchServer.start(MAJOR, Platform.NONE))
            .createDatabase("replay" + DATABASES.incrementAndGet());
  }

  @AfterAll
  static void stop(TestInfo test) {
    Optional.ofNullable(SERVERS.remove(test.getTestClass().orElseThrow()))
        .ifPresent(ScratchServer::close);
  }

  /// Writes a migration of the project.
  ///
  /// @param name with its ending
  protected void file(String name, String sql) throws IOException {
    Path folder = Files.createDirectories(project.resolve(FOLDER));
    Files.writeString(folder.resolve(name), sql);
  }

  protected LayoutFiles files() {
    return layout.read(project, FOLDER);
  }

  protected PlanRequest plan() {
    return new PlanRequest(layout, files(), RunOptions.standard());
  }

  protected void apply() {
    try (OpenTarget target = target("canal").open()) {
      APPLIER.apply(plan(), Optional.empty(), target, RunListener.silent());
    }
  }

  protected static Verifier verifier() {
    return new Verifier(APPLIER, RunListener.silent());
  }

  protected Target target(String name) {
    return new Target(
        name,
        new Target.Url(url),
        Optional.empty(),
        Duration.ofSeconds(4),
        Optional.empty(),
        MAJOR,
        Platform.NONE);
  }

  /// Runs a script on the database, as someone would by hand.
  protected void run(String sql) throws SQLException {
    try (Connection connection = url.connect("towpath/test");
        Statement statement = connection.createStatement()) {
      for (dev.towpath.sql.Statement each : Script.of(sql).statements()) {
        statement.execute(each.sql());
      }
    }
  }
}
