package dev.towpath.migration.naming;

import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.util.List;

/// A migration that is on the base branch was edited.
final class AppliedMigrationEdited implements BaseRule {
  @Override
  public List<Finding> check(NamingInput input) {
    return input.changedMigrations().stream()
        .filter(change -> change.kind() == 'M' || change.kind() == 'T')
        .map(change -> say(change, input))
        .toList();
  }

  private static Finding say(BaseBranch.Change change, NamingInput input) {
    return Finding.of(
            "applied-migration-edited",
            Severity.ERROR,
            "The migration " + change.path() + " was edited.")
        .at(input.at(change.now()))
        .because(
            "It is on "
                + input.baseName()
                + ", so it may be applied; there the edit will never run.")
        .help("Restore the file, and put the change into a new migration: towpath new NAME");
  }
}
