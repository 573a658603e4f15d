package dev.towpath.migration.verify;

import dev.towpath.catalog.CatalogReader;
import dev.towpath.catalog.Snapshot;
import dev.towpath.migration.Migration;
import dev.towpath.migration.layout.Layout;
import dev.towpath.migration.layout.LayoutFiles;
import dev.towpath.migration.run.Applier;
import dev.towpath.migration.run.PlanRequest;
import dev.towpath.migration.run.RunEvent;
import dev.towpath.migration.run.RunListener;
import dev.towpath.migration.run.RunOptions;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.postgres.Target;
import dev.towpath.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Applies migrations to an empty database of a scratch server, exactly as an apply would.
final class Replay {
  private static final Duration LOCK_LIMIT = Duration.ofSeconds(30);

  private static final RunOptions OPTIONS = RunOptions.standard().withReplay();

  private final Applier applier;
  private final CatalogReader reader;
  private final RunListener listener;

  Replay(Applier applier, CatalogReader reader, RunListener listener) {
    this.applier = applier;
    this.reader = reader;
    this.listener = listener;
  }

  /// The schema that the files make, and what of it came from where.
  record Replayed(Snapshot snapshot, Origins origins) {}

  /// @throws ReplayFailed if a migration fails there
  Replayed run(
      ScratchServer server,
      Surroundings around,
      Platform platform,
      Layout layout,
      List<Migration> migrations)
      throws SQLException, ReplayFailed {
    DatabaseUrl url = database(server, around.database());
    DatabaseUrl superuser = server.superuserUrl().withDatabase(url.database());
    around.prepare(superuser, url.user());
    try (Recorder recorder = Recorder.install(superuser);
        OpenTarget scratch = target(url, platform).open()) {
      apply(
          new PlanRequest(layout, new LayoutFiles(migrations, List.of()), OPTIONS),
          scratch,
          recorder);
      try (Connection connection = url.connect("towpath/catalog")) {
        Snapshot snapshot = reader.read(connection);
        return new Replayed(snapshot, recorder.origins().at(snapshot.addresses()));
      }
    }
  }

  private void apply(PlanRequest request, OpenTarget scratch, Recorder recorder)
      throws ReplayFailed {
    try {
      applier.apply(request, Optional.empty(), scratch, event -> hear(event, recorder));
    } catch (ProblemException e) {
      throw new ReplayFailed(e.problem(), e);
    }
  }

  private void hear(RunEvent event, Recorder recorder) {
    if (event instanceof RunEvent.MigrationDone done) {
      recorder.mark(done.migration());
    }
    listener.hear(event);
  }

  /// Of the target's name, because migrations name their database in ALTER DATABASE.
  private static DatabaseUrl database(ScratchServer server, String name) {
    return server.url().database().equals(name) ? server.url() : server.createDatabase(name);
  }

  private static Target target(DatabaseUrl url, Platform platform) {
    return new Target(
        "scratch",
        new Target.Scratch(url),
        Optional.empty(),
        LOCK_LIMIT,
        Optional.empty(),
        0,
        platform);
  }
}
