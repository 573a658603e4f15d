package dev.towpath.migration.naming;

import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.util.List;

/// A migration that is on the base branch was removed.
final class AppliedMigrationRemoved implements BaseRule {
  @Override
  public List<Finding> check(NamingInput input) {
    return input.changedMigrations().stream()
        .filter(change -> change.kind() == 'D')
        .map(change -> say(change, input))
        .toList();
  }

  private static Finding say(BaseBranch.Change change, NamingInput input) {
    return Finding.of(
            "applied-migration-removed",
            Severity.ERROR,
            "The migration " + change.path() + " was removed.")
        .at(input.at(change.now()))
        .because(
            "It is on "
                + input.baseName()
                + ", so it may be applied; a new database would lack what it made.")
        .help("Restore the file, and take back what it did in a new migration: towpath new NAME");
  }
}
