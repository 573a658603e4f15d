package dev.towpath.forge;

import java.util.List;
import java.util.Optional;

/// What a forge knows of a commit.
///
/// @param pull the pull request that brought it; of several the newest
public record CommitFacts(List<Check> checks, Optional<Pull> pull) {
  /// How one check of the commit ended.
  ///
  /// @param state in the forge's own word; `pending` as long as it runs
  /// @param green whether it passed, or had nothing to do
  public record Check(String name, String state, boolean green) {}

  /// A pull request.
  ///
  /// @param openTasks the items of its text that are not ticked off
  /// @param approvedBy whose last word is that they approve; its author is left out
  /// @param refusedBy whose last word is that changes are needed
  public record Pull(
      long number,
      List<String> labels,
      List<String> openTasks,
      List<String> approvedBy,
      List<String> refusedBy) {}
}
