package dev.towpath.migration.verify;

import dev.towpath.catalog.Difference;
import dev.towpath.migration.status.Status;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.util.List;

/// What a verification found.
///
/// @param target as a person reads it
/// @param status what history and files say
/// @param replayed how many migrations ran on the scratch server
/// @param scratchMajor of that server; 0 if none ran
/// @param differences from the replayed schema to the target's
/// @param findings of all three comparisons
public record Verification(
    String target,
    Status status,
    int replayed,
    int scratchMajor,
    List<Difference> differences,
    List<Finding> findings) {

  public boolean agrees() {
    return findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
  }
}
