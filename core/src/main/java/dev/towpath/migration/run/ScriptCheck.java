package dev.towpath.migration.run;

import dev.towpath.migration.Migration;
import dev.towpath.migration.Source;
import dev.towpath.problem.Location;
import dev.towpath.report.Finding;
import dev.towpath.sql.Parse;
import dev.towpath.sql.Script;
import dev.towpath.sql.Statement;
import java.util.List;

/// What a plan would find wrong with a script whatever is applied, for a check without a database
/// that has cut and parsed it already. Stateless and thread-safe.
public final class ScriptCheck {
  private ScriptCheck() {}

  /// What is wrong with a script's transactions, and with statements that can't be sent at all.
  public static List<Finding> transactions(Migration migration, Script script) {
    return Grouping.of(migration.up(), script).findings();
  }

  /// What is wrong with a statement's syntax.
  ///
  /// @param parse what the grammar says of it
  /// @param server the major version of the servers that the script is for
  public static List<Finding> syntax(
      Source source, Script script, Statement statement, Parse parse, int server) {
    int offset = statement.span().start();
    Location where = new Location(source.file(), script.position(offset));
    PlannedStatement planned =
        new PlannedStatement(statement.index(), offset, statement.sql(), where, statement.copy());
    return SyntaxCheck.of(source, script, planned, parse, server).toList();
  }
}
