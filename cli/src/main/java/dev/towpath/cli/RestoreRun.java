package dev.towpath.cli;

import dev.towpath.backup.Backup;
import dev.towpath.backup.BackupRequest;
import dev.towpath.backup.LogicalBackup;
import dev.towpath.backup.Manifest.Scope;
import dev.towpath.backup.PhysicalBackup;
import dev.towpath.backup.provider.Provider;
import dev.towpath.backup.restore.DatabaseRestore;
import dev.towpath.backup.restore.DatabaseSwitch;
import dev.towpath.backup.restore.RecoveryLog;
import dev.towpath.backup.restore.RecoveryTarget;
import dev.towpath.backup.restore.ServerRestore;
import dev.towpath.backup.restore.WalTail;
import dev.towpath.backup.store.Storage;
import dev.towpath.config.Project;
import dev.towpath.postgres.EmbeddedServer;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Target;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.report.Block;
import dev.towpath.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// One run of `towpath backup restore`, by what is restored and where to.
record RestoreRun(
    Wiring wiring,
    Project project,
    Storage storage,
    Backup backup,
    BackupRestoreCommand options,
    StageProgress progress) {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /// A dump, into a new database.
  Report database(OpenTarget open) throws IOException, SQLException, InterruptedException {
    if (!(options.recovery.target() instanceof RecoveryTarget.Backup)) {
      throw missing("A dump holds one moment: it can't be taken to another.")
          .next("Choose a physical backup: towpath backup list")
          .exception();
    }
    String live = open.url().database();
    String stamp = STAMP.format(wiring.clock().instant()).toLowerCase(Locale.ROOT);
    String name = options.into == null ? live + "_restored_" + stamp : options.into;
    String maintenance = live.equals("postgres") ? "template1" : "postgres";
    DatabaseSwitch change =
        new DatabaseSwitch(
            open.superuserUrl().withDatabase(maintenance), live, name, live + "_before_" + stamp);
    if (options.replace) {
      confirm(live, change.plan());
      backUpFirst(open, false);
    }
    DatabaseRestore.Made made =
        new DatabaseRestore(progress).restore(backup, storage, open, name, options.jobs.count);
    Report report = report("database", made);
    if (!options.replace) {
      return report
          .summary(name + " was restored beside " + live)
          .next("towpath backup switch " + name + " -e " + open.target().name());
    }
    int ended = change.run();
    return report
        .data("kept", change.kept())
        .data("sessionsEnded", ended)
        .summary(
            live
                + " is the restored one; the old one is "
                + change.kept()
                + ", "
                + Counts.of(ended, "session")
                + " ended");
  }

  /// A copy of files, into a folder.
  Report folder(Optional<Target> target) throws IOException, SQLException, InterruptedException {
    if (options.into == null) {
      throw missing("A copy of a server's files needs a folder.")
          .next("Name one: --into FOLDER; or replace an embedded database: --switch")
          .exception();
    }
    Path into = project.root().resolve(options.into).toAbsolutePath().normalize();
    Optional<Provider> provider = BackupChoice.provider(wiring, project, backup);
    List<Path> archives = provider.isPresent() ? List.of() : archives(target, false);
    try (ServerRestore.Restored restored = restore(archives, provider, into)) {
      restored.server().keep(into);
      return report("folder", into, restored)
          .summary("restored into " + into)
          .next("Start a server of PostgreSQL " + backup.manifest().origin().major() + " on it.");
    }
  }

  /// A copy of files, into the place of an embedded database.
  Report embedded(Target target) throws IOException, SQLException, InterruptedException {
    if (!(target.place() instanceof Target.Embedded(Path data))) {
      throw missing("Towpath doesn't start the server of " + target.name() + ".")
          .next("Restore into a folder: --into FOLDER; then let your server start on it.")
          .exception();
    }
    if (backup.manifest().provider().isPresent()) {
      throw missing("A provider keeps it; only into a folder is it restored from there.")
          .next("Restore into a folder: --into FOLDER; then let your server start on it.")
          .exception();
    }
    String kept = "data.before-" + STAMP.format(wiring.clock().instant());
    Path old = EmbeddedServer.beside(data, kept);
    confirm(
        target.name(),
        List.of(
            "back up the embedded database",
            "restore " + backup.id() + " to " + options.recovery.target().words(),
            "put it into the place of the embedded one, whose files stay in " + old));
    List<Path> archives = archives(Optional.of(target), true);
    Path into = EmbeddedServer.beside(data, "restore");
    try (ServerRestore.Restored restored = restore(archives, Optional.empty(), into)) {
      EmbeddedServer.replace(data, restored.server(), target.platform(), kept);
      return report("kept", old, restored)
          .summary("the embedded database is the restored one")
          .next("towpath status -e " + target.name());
    }
  }

  private ServerRestore.Restored restore(
      List<Path> archives, Optional<Provider> provider, Path into)
      throws IOException, SQLException, InterruptedException {
    ServerRestore.Request request =
        new ServerRestore.Request(
            options.recovery.target(),
            Optional.ofNullable(options.recovery.timeline),
            archives,
            wiring.platform(project),
            options.jobs.count);
    ServerRestore restore = new ServerRestore(progress);
    return provider.isPresent()
        ? restore.restore(backup, provider.get(), request, into)
        : restore.restore(backup, storage, request, into);
  }

  /// Brings the newest write-ahead log of an embedded server into its archive; the server ends
  /// then.
  private List<Path> archives(Optional<Target> target, boolean replaced)
      throws SQLException, InterruptedException {
    List<Path> archives = new ArrayList<>();
    String named = options.recovery.wal;
    Optional.ofNullable(named)
        .or(project.backups()::wal)
        .ifPresent(folder -> archives.add(project.root().resolve(folder)));
    if (target.isPresent() && target.get().place() instanceof Target.Embedded) {
      try (OpenTarget open = wiring.open(target.get())) {
        if (replaced) {
          backUpFirst(open, true);
        }
        Optional<Path> wal = open.wal();
        if (wal.isPresent()) {
          WalTail.archive(open, wal.get());
          archives.add(wal.get());
        }
      }
    }
    return archives;
  }

  private void backUpFirst(OpenTarget open, boolean physical) throws InterruptedException {
    if (options.withoutBackup) {
      return;
    }
    progress.stage("backing up " + open.target().name() + " first");
    BackupRequest request =
        new BackupRequest(
            BackupCreateCommand.environment(project, open),
            Scope.WHOLE,
            Optional.empty(),
            options.jobs.count,
            wiring.history(project));
    Clock clock = Clock.systemUTC();
    RandomGenerator random = RandomGenerator.getDefault();
    try (BackupProgress silent = wiring.backupProgress()) {
      Backup made =
          physical
              ? new PhysicalBackup(clock, random, Version.text())
                  .create(open, request, storage, silent)
              : new LogicalBackup(clock, random, Version.text())
                  .create(open, request, storage, silent);
      progress.stage("backed up as " + made.id());
    }
  }

  private void confirm(String name, List<String> plan) {
    if (name.equals(options.yes)) {
      return;
    }
    throw Confirmation.missing(name, plan).exception();
  }

  private Problem missing(String why) {
    return Problem.of("restore-other-kind", Exit.USAGE, backup.id() + " can't be restored so.")
        .because(why)
        .leaving("Nothing was changed.");
  }

  private Report report(String what, DatabaseRestore.Made made) {
    List<Block.Fact> facts = new ArrayList<>();
    facts.add(new Block.Fact("backup", backup.id().text()));
    facts.add(new Block.Fact(what, made.url().toString()));
    made.thawed().ifPresent(was -> facts.add(new Block.Fact("was", was)));
    return Report.of("backup restore")
        .data("backup", backup.id().text())
        .data(what, made.url().toString())
        .data("thawed", made.thawed().stream().toList())
        .block(new Block.Facts(facts));
  }

  private Report report(String what, Path where, ServerRestore.Restored restored) {
    Instant finished = backup.manifest().finished();
    RecoveryLog log = restored.log();
    List<Block.Fact> facts = new ArrayList<>();
    facts.add(new Block.Fact("backup", backup.id() + ", finished " + finished));
    facts.add(new Block.Fact(what, where.toString()));
    facts.add(new Block.Fact("stopped", log.stopped()));
    String last = log.lastTransaction().orElse("none since the backup");
    facts.add(new Block.Fact("last transaction", last));
    facts.add(new Block.Fact("timeline", "" + log.timeline()));
    restored.thawed().forEach(was -> facts.add(new Block.Fact("was", was)));
    return Report.of("backup restore")
        .data("backup", backup.id().text())
        .data(what, where.toString())
        .data("stopped", log.stopped())
        .data("lastTransaction", log.lastTransaction().orElse(""))
        .data("timeline", log.timeline())
        .data("thawed", restored.thawed())
        .block(new Block.Facts(facts));
  }
}
