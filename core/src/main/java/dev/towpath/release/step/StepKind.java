package dev.towpath.release.step;

import java.util.Optional;

/// One kind of action that a runbook can name. Kinds are found by [java.util.ServiceLoader], also
/// those of a user's own jar.
public interface StepKind {
  /// What stands in the runbook, in kebab case.
  String word();

  /// One sentence for a list of kinds.
  String sentence();

  /// Reads what stands behind the word; empty, with the faults noted, where it is wrong.
  Optional<Step> read(StepText text);
}
