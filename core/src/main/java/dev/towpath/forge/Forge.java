package dev.towpath.forge;

/// A repository on a forge: what is asked of it, and told to it.
public sealed interface Forge permits GitHub, GitLab {
  /// What is known of a commit.
  ///
  /// @throws dev.towpath.problem.ProblemException with `forge-unreachable`
  CommitFacts facts(String commit) throws InterruptedException;

  /// Keeps one comment under an issue: made the first time, and changed after.
  ///
  /// @param issue its number
  /// @param mark by which the comment is found again; readers don't see it
  /// @throws dev.towpath.problem.ProblemException with `forge-unreachable`
  void comment(long issue, String mark, String text) throws InterruptedException;
}
