package dev.towpath.migration.naming;

import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.util.List;

/// A migration that is on the base branch was renamed.
final class AppliedMigrationRenamed implements BaseRule {
  @Override
  public List<Finding> check(NamingInput input) {
    return input.changedMigrations().stream()
        .filter(change -> change.kind() == 'R')
        .map(change -> say(change, input))
        .toList();
  }

  private static Finding say(BaseBranch.Change change, NamingInput input) {
    return Finding.of(
            "applied-migration-renamed",
            Severity.ERROR,
            "The migration " + change.path() + " was renamed to " + change.now() + ".")
        .at(input.at(change.now()))
        .because(
            "It is on "
                + input.baseName()
                + ", so it may be applied; a history knows it by its old name.")
        .help("Give it its old name back.");
  }
}
