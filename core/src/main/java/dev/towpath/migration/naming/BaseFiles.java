package dev.towpath.migration.naming;

import dev.towpath.problem.ProblemException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which files of a folder are not on the branch that this work will be merged into, or not as
/// they are here.
///
/// @param ref the branch
public record BaseFiles(String ref, Set<String> there, Set<String> changed) {

  /// Compares a folder with a branch or commit; fails as `--base` does.
  public static BaseFiles read(Path folder, String ref) {
    return of(BaseBranch.read(folder, ref));
  }

  /// Compares with the usual branch to merge into; empty without one, without git, or where that
  /// branch is what is checked out.
  public static Optional<BaseFiles> usual(Path folder) {
    try {
      return BaseBranch.usual(folder).filter(base -> isAnother(folder, base)).map(BaseFiles::of);
    } catch (ProblemException e) {
      return Optional.empty();
    }
  }

  private static boolean isAnother(Path folder, BaseBranch base) {
    Git git = new Git(folder);
    return !git.ask("rev-parse", base.ref() + "^{commit}").equals(git.ask("rev-parse", "HEAD"));
  }

  private static BaseFiles of(BaseBranch base) {
    Set<String> changed = new HashSet<>();
    base.changes().forEach(change -> changed.add(change.now()));
    return new BaseFiles(base.ref(), new HashSet<>(List.copyOf(base.files())), changed);
  }

  /// Whether a file is new or changed.
  ///
  /// @param path below the folder, with forward slashes
  public boolean isNew(String path) {
    return !there.contains(path) || changed.contains(path);
  }

  /// Whether a file is not on the branch at all.
  public boolean isUnknown(String path) {
    return !there.contains(path);
  }
}
