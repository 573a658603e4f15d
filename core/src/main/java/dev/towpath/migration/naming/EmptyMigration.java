package dev.towpath.migration.naming;

import dev.towpath.migration.Migration;
import dev.towpath.migration.Source;
import dev.towpath.migration.Trivia;
import dev.towpath.migration.layout.Layout;
import dev.towpath.problem.Location;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.util.List;

/// A migration holds no statement: it will count as applied and do nothing.
final class EmptyMigration implements FileRule {
  @Override
  public List<Finding> check(Layout layout, List<Migration> migrations) {
    return migrations.stream().filter(EmptyMigration::isEmpty).map(EmptyMigration::say).toList();
  }

  private static boolean isEmpty(Migration migration) {
    Source up = migration.up();
    return Trivia.only(up.text(), up.section().start(), up.section().end());
  }

  private static Finding say(Migration migration) {
    return Finding.of(
            "empty-migration",
            Severity.NOTE,
            "The migration " + migration.title() + " holds no statement.")
        .at(Location.file(migration.up().file()))
        .help("Write its SQL, or remove the file, if it isn't applied anywhere.");
  }
}
