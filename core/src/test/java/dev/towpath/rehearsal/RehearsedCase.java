package dev.towpath.rehearsal;

import dev.towpath.catalog.CatalogReader;
import dev.towpath.catalog.Scope;
import dev.towpath.catalog.Snapshot;
import dev.towpath.migration.layout.LayoutFiles;
import dev.towpath.migration.layout.Layouts;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.sql.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A scratch server, and on it one database after the other as a rehearsal leaves it.
public final class RehearsedCase implements AutoCloseable {
  private static final int MAJOR = 18;

  private final Platform platform;
  private final ScratchServer server;
  private final Path project;
  private int databases;

  public RehearsedCase(Platform platform, Path project) {
    this(MAJOR, platform, project);
  }

  public RehearsedCase(int major, Platform platform, Path project) {
    this.platform = platform;
    this.server = ScratchServer.start(major, platform);
    this.project = project;
  }

  /// Writes a file of the project.
  public void file(String name, String text) throws IOException {
    Path file = project.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /// Nothing is pending but `after`, which runs behind `before`.
  public Rehearsed rehearsed(String before, String after) throws SQLException {
    return rehearsed(before, after, List.of());
  }

  /// With exercises that look at the state before.
  public Rehearsed rehearsed(String before, String after, List<Exercise> exercises)
      throws SQLException {
    String name = "rehearsed" + ++databases;
    DatabaseUrl owner = server.createDatabase(name);
    DatabaseUrl superuser = server.superuserUrl().withDatabase(name);
    run(owner, before);
    Snapshot old = read(superuser);
    exercises.forEach(each -> each.before(owner));
    run(owner, after);
    return new Rehearsed(
        project,
        platform,
        Layouts.named("plain"),
        owner,
        superuser,
        old,
        read(superuser),
        List.of(),
        List.of(),
        new LayoutFiles(List.of(), List.of()),
        Optional.empty(),
        copy -> copy(owner, name + copy));
  }

  private DatabaseUrl copy(DatabaseUrl owner, String name) {
    try {
      run(
          server.superuserUrl().withDatabase("template1"),
          "create database " + name + " template " + owner.database() + " owner postgres");
      return owner.withDatabase(name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Snapshot read(DatabaseUrl url) throws SQLException {
    try (Connection connection = url.connect("towpath/test")) {
      return new CatalogReader(Scope.of(platform), Duration.ofMinutes(1)).read(connection);
    }
  }

  private static void run(DatabaseUrl url, String sql) throws SQLException {
    try (Connection connection = url.connect("towpath/test");
        Statement statement = connection.createStatement()) {
      for (dev.towpath.sql.Statement each : Script.of(sql).statements()) {
        statement.execute(each.sql());
      }
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
