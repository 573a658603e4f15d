package dev.towpath.backup;

import dev.towpath.backup.Manifest.AppliedMigration;
import dev.towpath.backup.Manifest.Origin;
import dev.towpath.backup.Manifest.Scope;
import dev.towpath.backup.Manifest.TableContent;
import dev.towpath.postgres.ClientTool;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What was read in one snapshot beside the files that `pg_dump` has written.
record LogicalRead(
    Origin origin, String snapshot, List<TableContent> tables, List<AppliedMigration> migrations) {
  private static final Duration POLL = Duration.ofMillis(100);

  /// Polls between two looks at how far the tables are that are being copied now.
  private static final int LOOK_EACH = 10;

  /// Dumps and digests at the same time; when one fails, the other is ended.
  static LogicalRead of(
      SourceSnapshot source,
      ClientTool tool,
      Scope scope,
      BackupRequest request,
      Path folder,
      BackupListener listener)
      throws SQLException, IOException, InterruptedException {
    List<BackedTable> sequences = source.tables().stream().filter(BackedTable::moves).toList();
    List<BackedTable> still = source.tables().stream().filter(each -> !each.moves()).toList();
    List<TableContent> before = contents(source, sequences);
    Scope named = ScopeReader.withPartitions(source.connection(), scope);
    try (PgDump dump = PgDump.start(tool, source, named, request.jobs(), folder);
        Digests digests =
            Digests.start(still, request.jobs(), () -> source.join("backup-digest"))) {
      follow(source, dump, digests, listener);
      List<TableContent> all = new ArrayList<>(digests.await());
      all.addAll(steadied(before, contents(source, sequences)));
      return new LogicalRead(
          ServerFacts.origin(source.connection()),
          ServerFacts.snapshot(source.connection()),
          List.copyOf(all),
          source.migrations(request.history()));
    }
  }

  /// In a session of its own, which gives the locks on all sequences back at once.
  private static List<TableContent> contents(SourceSnapshot source, List<BackedTable> tables)
      throws SQLException {
    List<TableContent> contents = new ArrayList<>();
    try (Connection connection =
        BackupFailures.connect(() -> source.target().connect("backup-digest"))) {
      ContentDigest.pin(connection);
      for (BackedTable table : tables) {
        contents.add(ContentDigest.of(connection, table));
      }
    }
    return contents;
  }

  /// Values of sequences don't keep to snapshots: they are looked at before and after the dump.
  private static List<TableContent> steadied(List<TableContent> before, List<TableContent> after) {
    return before.stream()
        .map(
            was ->
                new TableContent(
                    was.schema(), was.name(), was.rows(), was.digest(), after.contains(was)))
        .toList();
  }

  private static void follow(
      SourceSnapshot source, PgDump dump, Digests digests, BackupListener listener)
      throws SQLException, InterruptedException {
    long bytes = source.bytes();
    long copied = 0;
    boolean dumped = false;
    for (int polls = 1; !dumped || !digests.over(); polls++) {
      if (digests.failed()) {
        digests.await();
      }
      if (dumped) {
        Thread.sleep(POLL);
      } else if (dump.over(POLL)) {
        dump.check();
        dumped = true;
      }
      if (polls % LOOK_EACH == 0) {
        copied = dumped ? 0 : PgDump.copiedNow(source.connection());
      }
      listener.reached(Math.min(bytes, (dump.done() + copied + digests.done()) / 2), bytes);
    }
  }
}
