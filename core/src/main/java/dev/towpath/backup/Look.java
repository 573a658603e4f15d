package dev.towpath.backup;

import dev.towpath.backup.Manifest.AppliedMigration;
import dev.towpath.backup.Manifest.Origin;
import dev.towpath.backup.Manifest.Scope;
import dev.towpath.backup.Manifest.TableContent;
import dev.towpath.postgres.OpenTarget;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One look at a database whose server's files are copied: what is the same before the copy and
/// after it is so in the copy.
record Look(
    Origin origin,
    String snapshot,
    Map<BackedTable, TableContent> contents,
    List<AppliedMigration> migrations) {

  /// Without a digest of anything.
  static Look brief(OpenTarget target, BackupRequest request) throws SQLException {
    try (Connection connection = target.connect("backup")) {
      return new Look(
          ServerFacts.origin(connection),
          ServerFacts.snapshot(connection),
          Map.of(),
          ServerFacts.migrations(connection, request.history()));
    }
  }

  static void requireReadable(OpenTarget target) throws SQLException {
    try (Connection connection = target.connect("backup")) {
      ScopeReader.requireReadable(connection, BackedTable.unsized(connection, Scope.WHOLE));
    }
  }

  /// The bytes of all databases of the server.
  static long bytes(OpenTarget target) throws SQLException {
    try (Connection connection = target.superuserUrl().connect("towpath/backup")) {
      return Long.parseLong(
          ServerFacts.one(connection, "select sum(pg_database_size(oid))::text from pg_database"));
    }
  }

  /// Digests every table. Rows of unlogged tables aren't in a copy.
  static Look at(OpenTarget target, BackupRequest request)
      throws SQLException, InterruptedException {
    try (SourceSnapshot snapshot = SourceSnapshot.take(target, Scope.WHOLE)) {
      List<BackedTable> tables =
          snapshot.tables().stream().filter(table -> !table.unlogged()).toList();
      try (Digests digests =
          Digests.start(tables, request.jobs(), () -> snapshot.join("backup-digest"))) {
        Map<BackedTable, TableContent> contents = new HashMap<>();
        List<TableContent> values = digests.await();
        for (int i = 0; i < tables.size(); i++) {
          contents.put(tables.get(i), values.get(i));
        }
        return new Look(
            ServerFacts.origin(snapshot.connection()),
            ServerFacts.snapshot(snapshot.connection()),
            contents,
            snapshot.migrations(request.history()));
      }
    }
  }

  /// The tables as a later look found them: the copy holds the moment when it was finished, which
  /// lies between the two.
  List<TableContent> steadySince(Look after) {
    List<TableContent> contents = new ArrayList<>();
    List<TableContent> same = List.copyOf(contents().values());
    for (TableContent each : after.contents().values()) {
      contents.add(
          new TableContent(
              each.schema(), each.name(), each.rows(), each.digest(), same.contains(each)));
    }
    contents.sort(Comparator.comparing(TableContent::schema).thenComparing(TableContent::name));
    return List.copyOf(contents);
  }
}
