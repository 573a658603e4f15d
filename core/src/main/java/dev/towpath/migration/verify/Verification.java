package dev.towpath.migration.verify;

import dev.towpath.catalog.Difference;
import dev.towpath.catalog.Snapshot;
import dev.towpath.migration.status.Status;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.util.List;
import java.util.Optional;

/// What a verification found.
///
/// @param target as a person reads it
/// @param status what history and files say
/// @param replayed how many migrations ran on the scratch server
/// @param scratchMajor of that server; 0 if none ran
/// @param differences from the replayed schema to the target's
/// @param findings of all three comparisons
/// @param schemas both schemas; empty if the files could not be replayed
public record Verification(
    String target,
    Status status,
    int replayed,
    int scratchMajor,
    List<Difference> differences,
    List<Finding> findings,
    Optional<Schemas> schemas) {

  /// The two schemas that were compared, without what was left out; with what their objects need
  /// if the request asked for it.
  ///
  /// @param expected as the applied files make it
  /// @param said a finding for each difference, in the same order
  public record Schemas(Snapshot expected, Snapshot actual, List<Finding> said) {
    public Schemas {
      said = List.copyOf(said);
    }
  }

  public boolean agrees() {
    return findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
  }
}
