package dev.towpath.release.plan;

import dev.towpath.migration.naming.Git;
import dev.towpath.problem.ProblemException;
import java.nio.file.Path;
import java.util.Optional;

/// The checkout that a release is made from.
public final class Checkout {
  private Checkout() {}

  /// Its commit; empty outside of git, and before the first commit.
  public static Optional<String> commit(Path folder) {
    try {
      return new Git(folder).ask("rev-parse", "--verify", "HEAD").map(String::strip);
    } catch (ProblemException noGit) {
      return Optional.empty();
    }
  }
}
