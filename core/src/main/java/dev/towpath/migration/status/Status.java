package dev.towpath.migration.status;

import dev.towpath.migration.history.Applied;
import dev.towpath.migration.history.History;
import dev.towpath.migration.history.Intent;
import dev.towpath.migration.history.Intents;
import dev.towpath.migration.history.Records;
import dev.towpath.migration.layout.Layout;
import dev.towpath.migration.layout.LayoutFiles;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// What is applied on a target, what is pending, and what is wrong.
///
/// @param migrations the files in the order they run, then what the history alone knows
/// @param findings an error among them means that nothing should be applied before it is settled
public record Status(List<MigrationState> migrations, List<Finding> findings) {

  /// Everything that a target knows about its migrations.
  ///
  /// @param rows the history's own
  /// @param digests of what Towpath applied, by the migration's key
  /// @param open notes of statements that an earlier run left
  public record Known(List<Applied> rows, Map<String, String> digests, List<Intent> open) {
    public static Known read(Connection connection, History history) throws SQLException {
      return new Known(
          history.read(connection),
          Records.digests(connection, history.name()),
          Intents.open(connection, history.name()));
    }
  }

  /// Compares files with what a target knows, in time proportional to their number.
  public static Status of(Layout layout, LayoutFiles files, Known known) {
    return new Comparison(layout, files, known).status();
  }

  public List<MigrationState> in(State state) {
    return migrations.stream().filter(migration -> migration.state() == state).toList();
  }

  public boolean hasErrors() {
    return findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
  }
}
