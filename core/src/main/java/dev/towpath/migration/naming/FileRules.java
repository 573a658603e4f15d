package dev.towpath.migration.naming;

import dev.towpath.migration.layout.Layout;
import dev.towpath.migration.layout.LayoutFiles;
import dev.towpath.report.Finding;
import java.util.ArrayList;
import java.util.List;

/// The rules that hold for the files alone, whatever was applied.
public final class FileRules {
  private static final List<FileRule> RULES =
      List.of(new DuplicateVersion(), new MixedWidthVersions(), new EmptyMigration());

  private FileRules() {}

  /// What the layout said when it read the files, and what the rules say.
  public static List<Finding> check(Layout layout, LayoutFiles files) {
    List<Finding> findings = new ArrayList<>(files.findings());
    for (FileRule rule : RULES) {
      findings.addAll(rule.check(layout, files.migrations()));
    }
    return findings;
  }
}
