package dev.towpath.migration.run;

import dev.towpath.digest.Sha256;
import dev.towpath.migration.history.Applied;
import dev.towpath.migration.history.History;
import dev.towpath.migration.history.Intent;
import dev.towpath.migration.history.Intents;
import dev.towpath.migration.history.Records;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// What a target says about itself, read at one moment.
///
/// @param applied the rows of the tool's history
/// @param digests the digest of each migration as Towpath applied it last, by its key
/// @param intents what an interrupted run left
record TargetState(List<Applied> applied, Map<String, String> digests, List<Intent> intents) {
  /// Reads in one snapshot, and leaves no transaction open.
  static TargetState read(Connection connection, History history) throws SQLException {
    connection.setAutoCommit(false);
    try {
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      return new TargetState(
          history.read(connection),
          Records.digests(connection, history.name()),
          Intents.open(connection, history.name()));
    } finally {
      connection.rollback();
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      connection.setAutoCommit(true);
    }
  }

  /// The rows as a plan's digest takes them in.
  List<String> lines() {
    return applied.stream().map(this::line).toList();
  }

  private String line(Applied row) {
    String key = row.version().isEmpty() ? row.name() : row.version();
    String content =
        row.checksum()
            .or(() -> row.statements().map(texts -> Sha256.of(String.join("\0", texts))))
            .orElse("-");
    return key + " " + row.state() + " " + content + " " + digests.getOrDefault(key, "-");
  }
}
