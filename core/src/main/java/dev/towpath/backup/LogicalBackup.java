package dev.towpath.backup;

import dev.towpath.backup.Manifest.AppliedMigration;
import dev.towpath.backup.Manifest.Kind;
import dev.towpath.backup.Manifest.Origin;
import dev.towpath.backup.Manifest.Scope;
import dev.towpath.backup.Manifest.TableContent;
import dev.towpath.backup.store.Storage;
import dev.towpath.migration.history.History;
import dev.towpath.postgres.ClientTool;
import dev.towpath.postgres.OpenTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Makes a backup with the user's `pg_dump`. While it dumps, the content of each table is digested
/// in the database, in the same snapshot.
public final class LogicalBackup {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final String OTHERWISE = "copy the server's files: --physical";

  private final Clock clock;
  private final RandomGenerator random;
  private final String tool;

  /// @param tool this program and its version
  public LogicalBackup(Clock clock, RandomGenerator random, String tool) {
    this.clock = clock;
    this.random = random;
    this.tool = tool;
  }

  /// What was read beside the files.
  private record Read(
      Origin origin,
      String snapshot,
      List<TableContent> tables,
      List<AppliedMigration> migrations) {}

  public Backup create(
      OpenTarget target, BackupRequest request, Storage storage, BackupListener listener)
      throws SQLException, IOException, InterruptedException {
    Instant started = clock.instant();
    ClientTool dump = ClientTool.find("pg_dump", target.major(), OTHERWISE);
    Scope scope;
    try (Connection connection = target.connect("backup")) {
      scope = ScopeReader.resolve(connection, request.scope());
      ScopeReader.requireReadable(connection, BackedTable.in(connection, scope));
    }
    BackupId id = BackupId.of(started, request.environment(), random);
    Path folder = storage.staging();
    Read read = read(target, dump, scope, request, folder, listener);
    listener.keeping();
    return new BackupWriter(storage)
        .keep(
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

  private static Read read(
      OpenTarget target,
      ClientTool tool,
      Scope scope,
      BackupRequest request,
      Path folder,
      BackupListener listener)
      throws SQLException, IOException, InterruptedException {
    try (SourceSnapshot snapshot = SourceSnapshot.take(target, scope)) {
      List<BackedTable> tables = snapshot.tables();
      listener.began(
          (int) tables.stream().filter(BackedTable::isTable).count(),
          tables.stream().mapToLong(BackedTable::bytes).sum());
      Scope named = ScopeReader.withPartitions(snapshot.connection(), scope);
      try (PgDump dump =
              PgDump.start(tool, snapshot, named, request.jobs(), folder.resolve("dump"));
          Digests digests =
              Digests.start(tables, request.jobs(), () -> snapshot.join("backup-digest"))) {
        follow(dump, digests, tables, listener);
        List<TableContent> contents = steadied(snapshot, tables, digests.await());
        return new Read(
            ServerFacts.origin(snapshot.connection()),
            ServerFacts.snapshot(snapshot.connection()),
            contents,
            migrations(snapshot, request.history()));
      }
    }
  }

  private static List<AppliedMigration> migrations(
      SourceSnapshot snapshot, Optional<History> history) throws SQLException {
    try (Connection connection = snapshot.join("backup");
        Statement statement = connection.createStatement()) {
      statement.execute("reset search_path");
      return ServerFacts.migrations(connection, history);
    }
  }

  private static void follow(
      PgDump dump, Digests digests, List<BackedTable> tables, BackupListener listener)
      throws SQLException, InterruptedException {
    long bytes = tables.stream().mapToLong(BackedTable::bytes).sum();
    boolean dumped = false;
    while (!dumped || !digests.over()) {
      if (digests.failed()) {
        digests.await();
      }
      if (!dumped) {
        dumped = dump.over(POLL);
        if (dumped) {
          dump.check();
        }
      } else {
        Thread.sleep(POLL);
      }
      listener.reached((dump.done() + digests.done()) / 2, bytes);
    }
  }

  /// Sequences don't keep to snapshots: their values are looked at again when all is dumped.
  private static List<TableContent> steadied(
      SourceSnapshot snapshot, List<BackedTable> tables, List<TableContent> contents)
      throws SQLException {
    List<TableContent> steadied = new ArrayList<>(contents);
    for (int i = 0; i < tables.size(); i++) {
      if (tables.get(i).name().equals(ContentDigest.SEQUENCES) && !tables.get(i).isTable()) {
        TableContent was = contents.get(i);
        boolean steady = ContentDigest.of(snapshot.connection(), tables.get(i)).equals(was);
        steadied.set(
            i, new TableContent(was.schema(), was.name(), was.rows(), was.digest(), steady));
      }
    }
    return List.copyOf(steadied);
  }
}
