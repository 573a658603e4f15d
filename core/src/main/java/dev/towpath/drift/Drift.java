package dev.towpath.drift;

import dev.towpath.catalog.Difference;
import dev.towpath.migration.verify.Verification;
import dev.towpath.report.Finding;
import java.util.List;

/// What a drift check found.
///
/// @param verification what was compared, and how
/// @param differences the ones that nobody expected
/// @param findings of the history, the comparison and the notifications
/// @param state what is remembered, with since when each difference is known
/// @param notified how many differences somebody was told of
public record Drift(
    Verification verification,
    List<Difference> differences,
    List<Finding> findings,
    DriftState state,
    int notified) {
  public Drift {
    differences = List.copyOf(differences);
    findings = List.copyOf(findings);
  }
}
