package dev.towpath.backup.restore;

import dev.towpath.backup.provider.Provider;
import dev.towpath.postgres.Platform;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What is asked of a proof beside the manifest.
///
/// @param queries that must answer as they did
/// @param probes commands for the shell that must end with 0; `DATABASE_URL` leads to the copy
/// @param project the folder where the commands run
/// @param by who asks for it, and where
/// @param jobs of pg_restore, and sessions that digest
/// @param provider who has the files of a backup that isn't here
public record ProveRequest(
    List<Query> queries,
    List<String> probes,
    Path project,
    Platform platform,
    String by,
    int jobs,
    Optional<Provider> provider) {
  /// A question to the restored database, and the answer that it should give.
  ///
  /// @param expected the first value of the first row, as text
  public record Query(String sql, String expected) {}
}
