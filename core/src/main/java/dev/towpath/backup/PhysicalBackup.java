package dev.towpath.backup;

import dev.towpath.backup.Manifest.Kind;
import dev.towpath.backup.Manifest.Scope;
import dev.towpath.backup.Manifest.WalRange;
import dev.towpath.backup.store.Storage;
import dev.towpath.postgres.ClientTool;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/// Makes a backup of a whole server: a copy of its files while it runs, with the write-ahead log
/// that makes them consistent. One database's tables are digested before and after; what differs
/// has moved meanwhile.
///
/// It copies the files itself where they are at hand, else by the user's `pg_basebackup`.
public final class PhysicalBackup {
  private final Clock clock;
  private final RandomGenerator random;
  private final String tool;

  /// @param tool this program and its version
  public PhysicalBackup(Clock clock, RandomGenerator random, String tool) {
    this.clock = clock;
    this.random = random;
    this.tool = tool;
  }

  /// The files, copied.
  private record Copied(WalRange wal, String program, String version) {}

  /// Makes one. When this returns, it is in the storage whole; when it fails, nothing of it is
  /// listed.
  ///
  /// @throws dev.towpath.problem.ProblemException for everything that can be expected to go wrong
  public Backup create(
      OpenTarget target, BackupRequest request, Storage storage, BackupListener listener)
      throws InterruptedException {
    Instant started = clock.instant();
    BackupId id = BackupId.of(started, request.environment(), random);
    Path folder = Keeping.staging(storage);
    Look before;
    Copied copied;
    Look after;
    try {
      Look.requireReadable(target);
      target.keepWal();
      long size = Look.bytes(target);
      requireRoom(folder, size);
      before = Look.at(target, request);
      listener.began(before.contents().size(), size);
      copied = copy(target, folder, id.text(), size, listener);
      after = Look.at(target, request);
    } catch (SQLException e) {
      throw BackupFailures.of(e).exception(e);
    } catch (IOException e) {
      throw Keeping.failed(storage, e).exception(e);
    }
    listener.keeping();
    return Keeping.keep(
        storage,
        id,
        folder,
        files ->
            new Manifest(
                id,
                Kind.PHYSICAL,
                request.environment(),
                after.origin(),
                after.snapshot(),
                Scope.WHOLE,
                before.steadySince(after),
                files,
                after.migrations(),
                request.release(),
                Map.of(copied.program(), copied.version(), "towpath", tool),
                Optional.empty(),
                Optional.of(copied.wal()),
                Optional.empty(),
                started,
                clock.instant()));
  }

  private static Copied copy(
      OpenTarget target, Path folder, String name, long size, BackupListener listener)
      throws SQLException, IOException, InterruptedException {
    Optional<ServerFolder> files = PhysicalCopy.atHand(target);
    if (files.isPresent()) {
      AtomicLong done = new AtomicLong();
      WalRange wal =
          PhysicalCopy.copy(
              target,
              files.get(),
              folder,
              name,
              bytes -> listener.reached(Math.min(done.addAndGet(bytes), size), size));
      return new Copied(wal, "pg_backup_start", target.major() + "");
    }
    ClientTool tool =
        ClientTool.find(
            "pg_basebackup", target.major(), "run Towpath where the server's files are.");
    try (Connection connection = target.connect("backup");
        Statement statement = connection.createStatement()) {
      PhysicalCopy.refuseTablespaces(statement);
    }
    return new Copied(BaseBackup.copy(target, tool, folder, name), "pg_basebackup", tool.version());
  }

  private static void requireRoom(Path folder, long bytes) throws IOException {
    long room = Files.getFileStore(folder).getUsableSpace();
    if (room < bytes) {
      throw Problem.of("backup-space", Exit.UNCHANGED, "There is no room for the backup.")
          .because("The server's databases take %,d bytes; %,d are free.".formatted(bytes, room))
          .leaving("No backup was made; the database is as it was.")
          .next("Make room, or name another folder: --to FOLDER")
          .exception();
    }
  }
}
