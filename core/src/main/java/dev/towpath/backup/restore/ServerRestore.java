package dev.towpath.backup.restore;

import dev.towpath.backup.Backup;
import dev.towpath.backup.Manifest;
import dev.towpath.backup.Manifest.Kind;
import dev.towpath.backup.provider.FileProvider;
import dev.towpath.backup.provider.Provider;
import dev.towpath.backup.store.Storage;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.RecoveredServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes a server of a physical backup, in a folder of its own, at the moment that is asked for.
/// The live server is not touched.
public final class ServerRestore {
  private final RestoreListener listener;

  /// @param listener hears how far it is
  public ServerRestore(RestoreListener listener) {
    this.listener = listener;
  }

  /// What to recover to, and from what.
  ///
  /// @param timeline to follow; without one the newest that comes from the backup's
  /// @param archives folders with segments that were kept since the backup
  public record Request(
      RecoveryTarget target,
      Optional<Long> timeline,
      List<Path> archives,
      Platform platform,
      int jobs) {}

  /// A server that has recovered and runs; it is gone when it is closed, unless it is kept.
  ///
  /// @param thawed that databases were frozen at that moment, a sentence each
  public record Restored(RecoveredServer server, RecoveryLog log, List<String> thawed)
      implements AutoCloseable {
    @Override
    public void close() {
      server.close();
    }
  }

  /// How many bytes of the kept log a recovery reads, beside what the backup itself holds; changes
  /// nothing.
  ///
  /// @throws dev.towpath.problem.ProblemException with `recovery-not-covered`, and if the backup's
  ///     own log can't be read
  public static long logBytes(Backup backup, Storage storage, Request request) throws IOException {
    Path own = storage.staging();
    WalArchive.Stretch needed = covered(backup, storage, request, own).stretch();
    long kept = needed.segments().stream().filter(segment -> !segment.startsWith(own)).count();
    return kept * needed.segmentBytes();
  }

  /// Says first whether the log that is kept leads to the target; then restores, recovers, and
  /// looks that the recovery stopped there.
  ///
  /// @param into a folder that isn't there yet
  /// @throws dev.towpath.problem.ProblemException for everything that can be expected to go wrong
  public Restored restore(Backup backup, Storage storage, Request request, Path into)
      throws IOException, SQLException, InterruptedException {
    Manifest manifest = backup.manifest();
    if (manifest.kind() != Kind.PHYSICAL) {
      throw RestoreProblems.kind(
              backup,
              "It is a dump of one database, not a copy of a server.",
              "Restore it into a new database: --into NAME -e ENV")
          .exception();
    }
    listener.stage("looking how far the write-ahead log leads");
    Path own = storage.staging();
    Coverage coverage = covered(backup, storage, request, own);
    WalArchive histories = new WalArchive(manifest, with(own, request));
    listener.stage("restoring to " + request.target().words());
    try {
      RecoveredServer server =
          RecoveredServer.keeping(
              into,
              manifest.origin().major(),
              request.platform(),
              data ->
                  fill(new PhysicalRestore(storage, backup, listener), data, coverage, histories),
              request.target().settings(coverage.stretch().timeline()));
      return checked(backup, request, server, RecoveryLog.read(server.log()));
    } catch (RecoveredServer.Failed e) {
      throw RestoreProblems.recovery(String.valueOf(e.getMessage())).exception(e);
    } catch (PhysicalRestore.Damaged e) {
      throw RestoreProblems.differs(backup, e.failures()).exception(e);
    }
  }

  /// The same of a backup that a provider keeps, to the moment when it was finished.
  public Restored restore(Backup backup, Provider provider, Request request, Path into)
      throws IOException, SQLException, InterruptedException {
    if (!(provider instanceof FileProvider files)) {
      throw RestoreProblems.elsewhere(
              backup,
              provider.name()
                  + " restores it in the place of the live one, and nowhere else: what was written"
                  + " since is lost.",
              "If that may be: " + provider.byHand(name(backup)))
          .exception();
    }
    if (!(request.target() instanceof RecoveryTarget.Backup)) {
      throw RestoreProblems.elsewhere(
              backup,
              "The write-ahead log since then is with " + files.name() + ".",
              "Let it do that: " + files.byHand(name(backup)))
          .exception();
    }
    ProviderRestore restore = new ProviderRestore(files, backup.manifest());
    listener.stage("letting " + files.name() + " restore, and recovering from that");
    try {
      RecoveredServer server =
          RecoveredServer.keeping(
              into,
              backup.manifest().origin().major(),
              request.platform(),
              restore::fill,
              restore.settings());
      return checked(backup, request, server, RecoveryLog.read(server.log()));
    } catch (RecoveredServer.Failed e) {
      throw RestoreProblems.recovery(String.valueOf(e.getMessage())).exception(e);
    }
  }

  private static String name(Backup backup) {
    return backup.manifest().provider().orElseThrow().backup();
  }

  /// @param own a folder for the backup's own log
  private static Coverage covered(Backup backup, Storage storage, Request request, Path own)
      throws IOException {
    List<String> damaged = new BackupFiles(storage, backup, own).fetch("wal/", _ -> {});
    if (!damaged.isEmpty()) {
      throw RestoreProblems.differs(backup, damaged).exception();
    }
    boolean toItsEnd = request.target() instanceof RecoveryTarget.Backup;
    List<Path> folders = toItsEnd ? List.of(own.resolve("wal")) : with(own, request);
    WalArchive archive = new WalArchive(backup.manifest(), folders);
    return Coverage.of(backup.manifest(), archive.stretch(request.timeline()), request.target());
  }

  private static List<Path> with(Path own, Request request) {
    List<Path> all = new ArrayList<>(List.of(own.resolve("wal")));
    request.archives().stream().filter(Files::isDirectory).forEach(all::add);
    return all;
  }

  private static void fill(
      PhysicalRestore files, Path data, Coverage coverage, WalArchive histories)
      throws IOException {
    files.fill(data);
    Path wal = data.resolve("pg_wal");
    List<Path> needed = new ArrayList<>(coverage.stretch().segments());
    histories.histories().forEach(name -> needed.add(histories.file(name)));
    for (Path file : needed) {
      Path target = wal.resolve(file.getFileName().toString());
      if (!Files.exists(target)) {
        Files.copy(file, target);
      }
    }
  }

  private Restored checked(Backup backup, Request request, RecoveredServer server, RecoveryLog log)
      throws SQLException, InterruptedException {
    boolean kept = false;
    try {
      if (request.target() instanceof RecoveryTarget.Backup) {
        listener.stage("comparing every table");
        Manifest manifest = backup.manifest();
        List<String> failures =
            new Comparison(manifest, server.url(manifest.origin().database()))
                .contents(request.jobs());
        if (!failures.isEmpty()) {
          throw RestoreProblems.differs(backup, failures).exception();
        }
      } else if (!log.stopped().startsWith("recovery stopping")) {
        throw RestoreProblems.recovery(log.stopped()).exception();
      }
      List<String> thawed = Unfreezing.everywhere(server.url("template1"), backup);
      kept = true;
      return new Restored(server, log, thawed);
    } finally {
      if (!kept) {
        server.close();
      }
    }
  }
}
