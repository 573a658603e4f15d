package dev.towpath.cli;

import dev.towpath.backup.Backups;
import dev.towpath.backup.store.Storage;
import dev.towpath.config.Project;
import dev.towpath.migration.run.PlanRequest;
import dev.towpath.rollback.Means;
import dev.towpath.rollback.Restores;
import dev.towpath.rollback.RollbackRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options of what to go back to.
final class RollbackOptions {
  private static final int JOBS = 2;

  @Mixin TargetOption target;

  @Mixin StorageOption place;

  @Option(
      names = "--to",
      paramLabel = "VERSION",
      description =
          "The version that stays the newest; 0 undoes every migration. By default the one before"
              + " the last run of Towpath.")
  @Nullable String to;

  @Option(
      names = "--by",
      paramLabel = "WAY",
      description =
          "The way to go: down-scripts, logical-backup, physical-backup or point-in-time. By"
              + " default the cheapest one that is open.")
  @Nullable Means by;

  RollbackRequest request(PlanRequest files, Storage storage) throws IOException {
    return new RollbackRequest(
        files,
        Optional.ofNullable(to),
        Optional.ofNullable(by),
        new Backups(storage).list().backups());
  }

  /// Closed by who asks for it.
  Storage open(Wiring wiring, Project project) {
    return place.open(wiring, project);
  }

  static Restores restores(Project project, Storage storage) {
    List<Path> archives = project.backups().wal().map(project.root()::resolve).stream().toList();
    return new Restores(storage, archives, JOBS);
  }
}
