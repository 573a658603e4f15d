package dev.towpath.lint;

import dev.towpath.lint.schema.Phase;
import dev.towpath.migration.Migration;
import dev.towpath.report.Finding;
import java.util.List;

/// A script as a check has seen it.
///
/// @param reviewed whether the rules were asked; else it was only read
/// @param statements how many it has
/// @param findings what is wrong with it, from its start to its end
public record Checked(
    Migration migration, boolean reviewed, int statements, Phase phase, List<Finding> findings) {
  public Checked {
    findings = List.copyOf(findings);
  }
}
