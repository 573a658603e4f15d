package dev.towpath.cli;

import dev.towpath.backup.Backups;
import dev.towpath.backup.store.Storage;
import dev.towpath.config.Project;
import dev.towpath.migration.run.PlanRequest;
import dev.towpath.rollback.RollbackRequest;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options of what to go back to.
final class RollbackOptions {
  @Mixin TargetOption target;

  @Mixin StorageOption place;

  @Option(
      names = "--to",
      paramLabel = "VERSION",
      description =
          "The version that stays the newest; 0 undoes every migration. By default the one before"
              + " the last run of Towpath.")
  @Nullable String to;

  RollbackRequest request(Wiring wiring, Project project, PlanRequest files) throws IOException {
    try (Storage storage = place.open(wiring, project)) {
      return new RollbackRequest(
          files, Optional.ofNullable(to), new Backups(storage).list().backups());
    }
  }
}
