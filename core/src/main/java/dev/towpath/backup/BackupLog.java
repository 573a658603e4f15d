package dev.towpath.backup;

import dev.towpath.backup.Manifest.AppliedMigration;
import dev.towpath.backup.store.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The log of all backups that were ever made: `CHANGELOG.md` in their storage, a Markdown table.
///
/// A backup counts by its manifest; the log tells people. Who adds a line also adds those of
/// backups whose writer died before it did.
final class BackupLog {
  static final String KEY = "CHANGELOG.md";

  /// Two that write at once overwrite each other's line: who misses its own writes again.
  private static final int TRIES = 10;

  private static final String HEAD =
      """
      # Backups

      Written by Towpath: one line for each backup that was made, also for those pruned since.

      | time | backup | environment | kind | release | last migration | bytes | manifest's SHA-256 |
      |---|---|---|---|---|---|---:|---|
      """;

  private final Storage storage;

  BackupLog(Storage storage) {
    this.storage = storage;
  }

  /// Adds the lines of the backups that have none yet.
  ///
  /// @param backups the oldest first
  void complete(List<Backup> backups) throws IOException {
    for (int tries = 0; tries < TRIES; tries++) {
      String text = read();
      StringBuilder more = new StringBuilder(text.isEmpty() ? HEAD : text);
      backups.stream()
          .filter(backup -> !text.contains("| " + backup.id() + " |"))
          .forEach(backup -> more.append(line(backup)).append('\n'));
      if (more.toString().equals(text)) {
        return;
      }
      storage.put(KEY, more.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private String read() throws IOException {
    Optional<InputStream> opened = storage.open(KEY);
    if (opened.isEmpty()) {
      return "";
    }
    try (InputStream in = opened.get()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String line(Backup backup) {
    Manifest manifest = backup.manifest();
    String migration =
        manifest.migrations().isEmpty() ? "" : title(manifest.migrations().getLast());
    List<String> cells =
        List.of(
            manifest.finished().toString(),
            manifest.id().text(),
            manifest.environment(),
            manifest.kind().name().toLowerCase(Locale.ROOT),
            manifest.release().orElse(""),
            migration,
            "" + manifest.storedBytes(),
            backup.manifestSha256());
    return "| " + String.join(" | ", cells.stream().map(BackupLog::cell).toList()) + " |";
  }

  private static String title(AppliedMigration migration) {
    return migration.name().isEmpty()
        ? migration.version()
        : migration.version() + " " + migration.name();
  }

  private static String cell(String text) {
    return text.replaceAll("[\\p{Cntrl}]", " ").replace("|", "\\|");
  }
}
