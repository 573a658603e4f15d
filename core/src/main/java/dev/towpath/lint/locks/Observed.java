package dev.towpath.lint.locks;

import java.util.List;
import java.util.Optional;

/// What one form of statement did on a server of one major version.
///
/// @param holds its locks on objects that were there before, in the order of the roles
/// @param outsideTransaction whether PostgreSQL refuses it inside a transaction block
/// @param refusal the SQLSTATE, if PostgreSQL refuses it altogether
public record Observed(List<Hold> holds, boolean outsideTransaction, Optional<String> refusal) {
  public Observed {
    holds = List.copyOf(holds);
  }

  /// Whether all rows of any table are written anew.
  public boolean rewrites() {
    return holds.stream().anyMatch(Hold::rewrites);
  }

  /// Whether all rows of any table are read.
  public boolean scans() {
    return holds.stream().anyMatch(Hold::scans);
  }

  /// The strongest lock on objects of a role.
  public Optional<LockMode> on(Role role) {
    return holds.stream()
        .filter(hold -> hold.role() == role)
        .map(Hold::mode)
        .max(LockMode::compareTo);
  }
}
