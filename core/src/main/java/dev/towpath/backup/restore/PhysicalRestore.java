package dev.towpath.backup.restore;

import dev.towpath.backup.Backup;
import dev.towpath.backup.store.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Puts the files of a physical backup into a server's folder.
record PhysicalRestore(Storage storage, Backup backup, RestoreListener listener) {
  /// Folders without files, which no storage keeps.
  private static final List<String> EMPTY =
      List.of(
          "pg_commit_ts",
          "pg_dynshmem",
          "pg_logical/mappings",
          "pg_logical/snapshots",
          "pg_multixact/members",
          "pg_multixact/offsets",
          "pg_notify",
          "pg_replslot",
          "pg_serial",
          "pg_snapshots",
          "pg_stat",
          "pg_stat_tmp",
          "pg_subtrans",
          "pg_tblspc",
          "pg_twophase",
          "pg_wal/archive_status",
          "pg_xact");

  /// What is wrong with the files, so that no server is started on them.
  static final class Damaged extends IOException {
    private static final long serialVersionUID = 1L;
    private final transient List<String> failures;

    Damaged(List<String> failures) {
      super(String.join(" ", failures));
      this.failures = failures;
    }

    List<String> failures() {
      return failures;
    }
  }

  /// Reads the files, checks them, and makes of them a folder that a server recovers from.
  ///
  /// @throws Damaged if they aren't as the manifest says
  void fill(Path data) throws IOException {
    Path fetched = data.resolveSibling("fetched");
    List<String> failures = new BackupFiles(storage, backup, fetched).fetch(listener);
    if (!failures.isEmpty()) {
      throw new Damaged(failures);
    }
    move(fetched.resolve("base"), data);
    for (String folder : EMPTY) {
      Files.createDirectories(data.resolve(folder));
    }
    move(fetched.resolve("wal"), data.resolve("pg_wal"));
    Files.deleteIfExists(data.resolve("standby.signal"));
    Files.createFile(data.resolve("recovery.signal"));
  }

  private static void move(Path from, Path to) throws IOException {
    try (Stream<Path> children = Files.list(from)) {
      for (Path child : children.toList()) {
        Files.move(child, to.resolve(child.getFileName().toString()));
      }
    }
  }
}
