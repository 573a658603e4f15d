package dev.towpath.migration.naming;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What the branch that this work will be merged into holds in the folder of migrations.
///
/// Paths count from the folder of migrations, with forward slashes.
///
/// @param ref as the user wrote it: `origin/main`
/// @param files at the branch's tip
/// @param changes of the working tree since it left the branch; new files that git doesn't know
///     aren't among them
record BaseBranch(String ref, List<String> files, List<Change> changes) {

  /// A file that is on the base branch and is no longer the same.
  ///
  /// @param kind as git says it: `M` edited, `R` renamed, `D` removed, `T` another type
  /// @param path its path on the base branch
  /// @param now its path here; the same unless it was renamed
  record Change(char kind, String path, String now) {}

  /// Branches that a team merges into, by common names.
  private static final List<String> USUAL =
      List.of("origin/HEAD", "origin/main", "origin/master", "main", "master");

  /// Reads a branch; fails with `base-unknown`, `base-unrelated`, `git-missing` or `no-repository`.
  static BaseBranch read(Path folder, String ref) {
    Git git = new Git(folder);
    if (git.ask("rev-parse", "--git-dir").isEmpty()) {
      throw noRepository(folder).exception();
    }
    String tip = commit(git, ref).orElseThrow(() -> unknown(ref).exception());
    String fork =
        git.ask("merge-base", tip, "HEAD").orElseThrow(() -> unrelated(git, ref).exception());
    String files = git.ask("ls-tree", "-r", "-z", "--name-only", tip, "--", ".").orElse("");
    String changes =
        git.ask("diff", "--relative", "--name-status", "-z", "-M", fork.strip(), "--", ".")
            .orElse("");
    return new BaseBranch(ref, split(files), changes(split(changes)));
  }

  /// The usual branch to merge into, if this is a repository that has one.
  static Optional<BaseBranch> usual(Path folder) {
    Git git = new Git(folder);
    return USUAL.stream()
        .filter(ref -> commit(git, ref).isPresent())
        .filter(ref -> git.ask("merge-base", ref, "HEAD").isPresent())
        .findFirst()
        .map(ref -> read(folder, ref));
  }

  private static Optional<String> commit(Git git, String ref) {
    return git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", ref + "^{commit}")
        .map(String::strip);
  }

  private static List<String> split(String zeroEnded) {
    return zeroEnded.isEmpty() ? List.of() : Arrays.asList(zeroEnded.split("\0"));
  }

  private static List<Change> changes(List<String> fields) {
    List<Change> changes = new ArrayList<>();
    int at = 0;
    while (at + 1 < fields.size()) {
      char kind = fields.get(at).charAt(0);
      boolean moved = kind == 'R' || kind == 'C';
      String path = fields.get(at + 1);
      String now = moved ? fields.get(at + 2) : path;
      if (kind != 'A' && kind != 'C') {
        changes.add(new Change(kind, path, now));
      }
      at += moved ? 3 : 2;
    }
    return changes;
  }

  private static Problem noRepository(Path folder) {
    return Problem.of("no-repository", Exit.USAGE, folder + " is in no git repository.")
        .because("A base branch can only be compared with inside a repository.")
        .leaving("Nothing was changed.")
        .next("Work in a clone of the project, or leave --base away.");
  }

  private static Problem unknown(String ref) {
    return Problem.of("base-unknown", Exit.USAGE, "There is no branch or commit " + ref + " here.")
        .because("It was never fetched, or the name is misspelt.")
        .leaving("Nothing was changed.")
        .next("Fetch it: git fetch origin");
  }

  private static Problem unrelated(Git git, String ref) {
    boolean shallow =
        git.ask("rev-parse", "--is-shallow-repository").orElse("").strip().equals("true");
    return Problem.of(
            "base-unrelated", Exit.USAGE, "This branch and " + ref + " have no common commit.")
        .because(
            shallow
                ? "This is a shallow clone: the commit where they part was not fetched."
                : "Their histories never met.")
        .leaving("Nothing was changed.")
        .next(shallow ? "Fetch the rest: git fetch --unshallow" : "Name another base branch.");
  }
}
