package dev.towpath.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What came of restoring a backup into a server of its own; kept beside the backup, never changed.
///
/// @param manifestSha256 of the manifest that was proved: a proof of another one counts for nothing
/// @param by who ran it, and where
/// @param recovery from the first byte read to the last query answered: the recovery time measured
/// @param tables how many tables were compared
/// @param failures what was not as the manifest says, a sentence each; none is a proved backup
public record Proof(
    BackupId backup,
    String manifestSha256,
    String by,
    Instant started,
    Duration recovery,
    int tables,
    List<String> probes,
    List<String> failures) {

  public boolean good() {
    return failures.isEmpty();
  }
}
