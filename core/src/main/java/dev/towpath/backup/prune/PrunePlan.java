package dev.towpath.backup.prune;

import dev.towpath.backup.Backup;
import dev.towpath.backup.BackupId;
import dev.towpath.backup.Manifest;
import java.util.List;

/// What a pruning would leave and delete.
///
/// @param verdicts one for each backup, the oldest first
/// @param leftovers what unfinished backups and unfinished prunings have left, to be deleted
/// @param unreadable why a manifest can't be read, a sentence each; such a backup stays
public record PrunePlan(List<Verdict> verdicts, List<BackupId> leftovers, List<String> unreadable) {
  /// What is to become of a backup.
  ///
  /// @param reasons why it stays; none for one that goes
  public record Verdict(Backup backup, List<String> reasons) {
    public boolean goes() {
      return reasons.isEmpty();
    }
  }

  /// The backups that would be deleted, the oldest first.
  public List<Backup> going() {
    return verdicts.stream().filter(Verdict::goes).map(Verdict::backup).toList();
  }

  /// Those of them whose files a provider keeps, where nothing is deleted.
  public List<Backup> elsewhere() {
    return going().stream().filter(each -> each.manifest().provider().isPresent()).toList();
  }

  /// The bytes that would be free then, without those of leftovers.
  public long bytes() {
    return going().stream()
        .map(Backup::manifest)
        .filter(manifest -> manifest.provider().isEmpty())
        .mapToLong(Manifest::storedBytes)
        .sum();
  }
}
