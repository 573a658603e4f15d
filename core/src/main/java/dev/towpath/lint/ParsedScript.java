package dev.towpath.lint;

import dev.towpath.migration.Migration;
import dev.towpath.sql.Parse;
import dev.towpath.sql.Script;
import dev.towpath.sql.SqlParser;
import dev.towpath.sql.Statement;
import java.util.List;

/// A migration's script, cut into statements and each of them parsed.
record ParsedScript(Migration migration, Script script, List<Parsed> statements) {

  /// A statement and what the grammar says of it.
  record Parsed(Statement statement, Parse parse) {}

  /// Thread-safe; the costly part of a check.
  static ParsedScript of(Migration migration) {
    Script script = Script.of(migration.up().text(), migration.up().section());
    return new ParsedScript(
        migration,
        script,
        script.statements().stream()
            .filter(statement -> statement.error().isEmpty())
            .map(statement -> new Parsed(statement, SqlParser.parse(statement.sql())))
            .toList());
  }
}
