package dev.towpath.migration.run;

import dev.towpath.migration.Migration;
import dev.towpath.migration.Source;
import dev.towpath.report.Finding;
import java.util.List;
import java.util.stream.Stream;

/// What a plan would find wrong with scripts whatever is applied, for a check without a database:
/// their syntax and their transactions. The scripts are read on all processors.
public final class ScriptCheck {
  private ScriptCheck() {}

  /// What is wrong, in the order of the migrations.
  ///
  /// @param server the major version of the servers that the scripts are for
  public static List<Finding> of(List<Migration> migrations, int server) {
    return migrations.parallelStream().flatMap(migration -> of(migration, server)).toList();
  }

  private static Stream<Finding> of(Migration migration, int server) {
    Source script = migration.up();
    Grouping.Grouped grouped = Grouping.of(script);
    Stream<PlannedStatement> statements =
        grouped.groups().stream().flatMap(group -> group.statements().stream());
    return Stream.concat(
        grouped.findings().stream(),
        statements.flatMap(statement -> SyntaxCheck.of(script, statement, server)));
  }
}
