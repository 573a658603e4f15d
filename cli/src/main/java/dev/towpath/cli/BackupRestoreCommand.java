package dev.towpath.cli;

import dev.towpath.backup.Backup;
import dev.towpath.backup.Manifest;
import dev.towpath.backup.restore.RestoreProblems;
import dev.towpath.backup.store.Storage;
import dev.towpath.config.Environment;
import dev.towpath.config.Project;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Target;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.report.Report;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `towpath backup restore`: beside the live database first, and into its place on request.
@Command(
    name = "restore",
    headerHeading =
        "Examples:%n"
            + "  towpath backup restore latest --into shop_restored -e staging%n"
            + "  towpath backup restore latest --to-name before-orders --switch --yes embedded%n%n",
    header = "Restores a backup beside the live database, and puts it in its place on request.",
    description =
        "A dump becomes a new database of the environment's server, a copy of files a new folder"
            + " for a server. Every table is compared before it gets its name. With --switch it"
            + " then takes the place of the live one, which is backed up first and kept under"
            + " another name.",
    synopsisHeading = "%nUsage: ")
final class BackupRestoreCommand implements ProjectTask {
  @Mixin BackupChoice choice;

  @Option(
      names = {"-e", "--environment"},
      paramLabel = "ENV",
      description = "Whose server it is restored to; by default the one that was backed up.")
  @Nullable String environment;

  @Option(
      names = "--into",
      paramLabel = "NAME",
      description = "The new database; for a copy of files the new folder.")
  @Nullable String into;

  @Option(names = "--switch", description = "Put it into the place of the live one.")
  boolean replace;

  @Option(
      names = "--yes",
      paramLabel = "LIVE",
      description = "Confirms --switch: the name of the live database, or embedded.")
  @Nullable String yes;

  @Option(
      names = "--without-backup",
      description = "Don't back up the live database before --switch; it is kept all the same.")
  boolean withoutBackup;

  @Mixin RecoveryOptions recovery;

  @Mixin JobsOption jobs;

  @Override
  public Report run(Wiring wiring, Project project) throws SQLException, InterruptedException {
    try (Storage storage = choice.place.open(wiring, project);
        StageProgress progress = wiring.stageProgress(Interruption.ofRestore())) {
      boolean named = environment != null && project.environments().containsKey(environment);
      Backup backup = choice.in(storage, named ? environment : null, recovery.target());
      wiring.say(
          "backup: %s, finished %s%s"
              .formatted(
                  backup.id(),
                  backup.manifest().finished(),
                  backup.proved() ? "" : ", never proved"));
      Optional<Target> target = whose(project, backup).map(name -> wiring.target(project, name));
      RestoreRun run = new RestoreRun(wiring, project, storage, backup, this, progress);
      boolean files = backup.manifest().kind() != Manifest.Kind.LOGICAL;
      if (files && !replace) {
        return run.folder(target);
      }
      Target live = target.orElseThrow(() -> unknown(backup).exception());
      if (files) {
        return run.embedded(live);
      }
      try (OpenTarget open = wiring.open(live)) {
        return run.database(open);
      }
    } catch (IOException e) {
      throw RestoreProblems.failed(e).exception(e);
    }
  }

  /// What `-e` says, or the environment that was backed up, as long as the project knows it.
  private Optional<String> whose(Project project, Backup backup) {
    String name = backup.manifest().environment();
    boolean known = name.equals(Environment.EMBEDDED) || project.environments().containsKey(name);
    return Optional.ofNullable(environment).or(() -> known ? Optional.of(name) : Optional.empty());
  }

  private static Problem unknown(Backup backup) {
    return Problem.of("environment-not-chosen", Exit.USAGE, "Which server is meant?")
        .because(
            "The backup is of "
                + backup.manifest().environment()
                + ", which is no environment of this project.")
        .leaving("No database was connected to.")
        .next("Name one, or a URL: -e ENV");
  }
}
