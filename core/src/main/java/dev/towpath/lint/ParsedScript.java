package dev.towpath.lint;

import dev.towpath.migration.Migration;
import dev.towpath.migration.run.ScriptCheck;
import dev.towpath.report.Finding;
import dev.towpath.sql.Parse;
import dev.towpath.sql.Script;
import dev.towpath.sql.SqlParser;
import dev.towpath.sql.Statement;
import dev.towpath.sql.syntax.Node;
import java.util.List;
import java.util.function.Consumer;

/// A migration's script, cut into statements and each of them parsed, once.
///
/// @param findings what is wrong with its transactions
/// @param early the statements; empty for a long script, which is parsed while it is visited
record ParsedScript(
    Migration migration, Script script, int server, List<Finding> findings, List<Parsed> early) {
  /// A longer script, in characters, is not parsed as a whole: its trees would fill the memory.
  private static final int LONG = 1 << 20;

  /// So many statements of a long script are parsed at once.
  private static final int WINDOW = 256;

  /// A statement, what the grammar says of it, what is wrong with its syntax, and what is in its
  /// body if it has one.
  record Parsed(
      Statement statement, Parse parse, List<Finding> mistakes, List<Bodies.Inner> inner) {}

  /// Thread-safe; the costly part of a check.
  ///
  /// @param server the major version that the script is for
  static ParsedScript of(Migration migration, int server) {
    Script script = Script.of(migration.up().text(), migration.up().section());
    ParsedScript cut =
        new ParsedScript(
            migration,
            script,
            server,
            ScriptCheck.transactions(migration, script),
            List.<Parsed>of());
    return script.section().length() > LONG
        ? cut
        : new ParsedScript(
            migration,
            script,
            server,
            cut.findings(),
            script.statements().stream().filter(ParsedScript::isSql).map(cut::parsed).toList());
  }

  /// Visits the statements in their order.
  void each(Consumer<Parsed> visit) {
    if (script.section().length() <= LONG) {
      early.forEach(visit);
      return;
    }
    List<Statement> all = script.statements();
    for (int from = 0; from < all.size(); from += WINDOW) {
      all.subList(from, Math.min(all.size(), from + WINDOW)).parallelStream()
          .filter(ParsedScript::isSql)
          .map(this::parsed)
          .toList()
          .forEach(visit);
    }
  }

  private static boolean isSql(Statement statement) {
    return statement.error().isEmpty();
  }

  private Parsed parsed(Statement statement) {
    Parse parse = SqlParser.parse(statement.sql());
    return new Parsed(
        statement,
        parse,
        ScriptCheck.syntax(migration.up(), script, statement, parse, server),
        parse instanceof Parse.Tree(Node node)
            ? Bodies.in(node, statement.sql(), statement.span().start())
            : List.of());
  }
}
