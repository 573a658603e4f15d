package dev.towpath.backup.restore;

import dev.towpath.postgres.Platform;
import java.nio.file.Path;
import java.util.List;

/// What is asked of a proof beside the manifest.
///
/// @param queries that must answer as they did
/// @param probes commands for the shell that must end with 0; `DATABASE_URL` leads to the copy
/// @param project the folder where the commands run
/// @param by who asks for it, and where
/// @param jobs of pg_restore, and sessions that digest
public record ProveRequest(
    List<Query> queries,
    List<String> probes,
    Path project,
    Platform platform,
    String by,
    int jobs) {
  /// A question to the restored database, and the answer that it should give.
  ///
  /// @param expected the first value of the first row, as text
  public record Query(String sql, String expected) {}
}
