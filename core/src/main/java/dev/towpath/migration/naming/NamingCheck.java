package dev.towpath.migration.naming;

import dev.towpath.migration.layout.Layout;
import dev.towpath.migration.layout.LayoutFiles;
import dev.towpath.report.Finding;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Checks the names of a project's migrations, by themselves and against a base branch.
public final class NamingCheck {
  private static final List<BaseRule> RULES =
      List.of(
          new VersionNotATime(),
          new VersionInFuture(),
          new VersionNotLater(),
          new AppliedMigrationEdited(),
          new AppliedMigrationRenamed(),
          new AppliedMigrationRemoved());

  private NamingCheck() {}

  /// What the rules say. Without a base branch every migration counts as new; with one, only those
  /// that aren't on it.
  ///
  /// @param folder of migrations, relative to the project
  /// @param base a branch or commit, such as `origin/main`
  /// @param now to see versions that lie in the future
  public static List<Finding> check(
      Layout layout,
      LayoutFiles files,
      Path project,
      Path folder,
      Optional<String> base,
      Instant now) {
    List<Finding> findings = new ArrayList<>(FileRules.check(layout, files));
    Optional<BaseBranch> branch = base.map(ref -> BaseBranch.read(project.resolve(folder), ref));
    String prefix = folder.normalize().toString().replace('\\', '/') + "/";
    NamingInput input = NamingInput.of(layout, files.migrations(), prefix, branch, now);
    for (BaseRule rule : RULES) {
      findings.addAll(rule.check(input));
    }
    return findings;
  }
}
