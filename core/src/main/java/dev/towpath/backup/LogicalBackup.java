package dev.towpath.backup;

import dev.towpath.backup.Manifest.Kind;
import dev.towpath.backup.Manifest.Scope;
import dev.towpath.backup.store.Storage;
import dev.towpath.postgres.ClientTool;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Makes a backup with the user's `pg_dump`. While it dumps, the content of each table is digested
/// in the database, in the same snapshot.
public final class LogicalBackup {
  private static final String OTHERWISE = "copy the server's files: --physical";

  private final Clock clock;
  private final RandomGenerator random;
  private final String tool;

  /// @param tool this program's version
  public LogicalBackup(Clock clock, RandomGenerator random, String tool) {
    this.clock = clock;
    this.random = random;
    this.tool = tool;
  }

  /// Makes one. When this returns, it is in the storage whole; when it fails, nothing of it is
  /// listed.
  ///
  /// @throws ProblemException for everything that can be expected to go wrong
  public Backup create(
      OpenTarget target, BackupRequest request, Storage storage, BackupListener listener)
      throws InterruptedException {
    Instant started = clock.instant();
    ClientTool dump = ClientTool.find("pg_dump", target.major(), OTHERWISE);
    Path folder = Keeping.staging(storage);
    Scope scope;
    LogicalRead read;
    try {
      scope = resolve(target, request);
      try (SourceSnapshot source = SourceSnapshot.take(target, scope)) {
        Keeping.requireRoom(storage, folder, request.environment(), scope, source.bytes());
        listener.began(source.count(), source.bytes());
        read = LogicalRead.of(source, dump, scope, request, folder.resolve("dump"), listener);
      }
    } catch (SQLException e) {
      throw BackupFailures.of(e).exception(e);
    } catch (IOException e) {
      throw Keeping.failed(storage, e).exception(e);
    }
    listener.keeping();
    BackupId id = BackupId.of(started, request.environment(), random);
    return Keeping.keep(
        storage,
        id,
        folder,
        files ->
            new Manifest(
                id,
                Kind.LOGICAL,
                request.environment(),
                read.origin(),
                read.snapshot(),
                scope,
                read.tables(),
                files,
                read.migrations(),
                request.release(),
                Map.of("pg_dump", dump.version(), "towpath", tool),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                started,
                clock.instant()));
  }

  private static Scope resolve(OpenTarget target, BackupRequest request) throws SQLException {
    try (Connection connection = target.connect("backup")) {
      Scope scope = ScopeReader.resolve(connection, request.scope());
      ScopeReader.requireReadable(connection, BackedTable.unsized(connection, scope));
      return scope;
    }
  }
}
