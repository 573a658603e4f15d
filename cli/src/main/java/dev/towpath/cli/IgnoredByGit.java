package dev.towpath.cli;

import dev.towpath.migration.naming.Git;
import dev.towpath.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Looks whether git would take backups into its repository.
final class IgnoredByGit {
  private IgnoredByGit() {}

  /// What to say if it would; empty if it ignores them, or where there is no repository.
  static Optional<String> note(Path folder) {
    Git git = new Git(folder);
    try {
      if (!Files.isDirectory(folder) || git.ask("rev-parse", "--is-inside-work-tree").isEmpty()) {
        return Optional.empty();
      }
      return git.ask("check-ignore", "ID/manifest.json").isPresent()
          ? Optional.empty()
          : Optional.of(
              "note: git doesn't ignore %s; put these lines into a .gitignore there:%n  *%n  !%s"
                  .formatted(folder, "CHANGELOG.md"));
    } catch (ProblemException e) {
      return Optional.empty(); // without a git nothing is taken into a repository
    }
  }
}
