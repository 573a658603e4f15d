package dev.towpath.migration.run;

import dev.towpath.migration.Source;
import dev.towpath.problem.Location;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import dev.towpath.report.Snippet;
import dev.towpath.sql.Parse;
import dev.towpath.sql.Script;
import dev.towpath.sql.Span;
import dev.towpath.sql.SqlParser;
import dev.towpath.sql.syntax.Node;
import java.util.List;
import java.util.stream.Stream;

/// Reads every statement by PostgreSQL's own grammar before anything runs, on all processors, and
/// finds all mistakes at once.
final class SyntaxCheck {
  /// The grammar is PostgreSQL 18's: what a later server understands may look wrong to it.
  static final int GRAMMAR = 18;

  private SyntaxCheck() {}

  /// @param server the server's major version
  static List<Finding> of(List<PlannedMigration> migrations, int server) {
    return migrations.parallelStream()
        .flatMap(
            migration ->
                migration.statements().stream()
                    .flatMap(statement -> of(migration.script(), statement, server)))
        .toList();
  }

  private static Stream<Finding> of(Source source, PlannedStatement statement, int server) {
    if (server < GRAMMAR) {
      return of(source, script(source), statement, SqlParser.parse(statement.sql()), server);
    }
    // No syntax is too new for it, so that the tree isn't needed.
    return SqlParser.mistake(statement.sql()).stream()
        .map(wrong -> mistake(source, script(source), statement, wrong, server));
  }

  static Stream<Finding> of(
      Source source, Script script, PlannedStatement statement, Parse parse, int server) {
    return switch (parse) {
      case Parse.Tree(Node node) -> SyntaxAge.of(source, node, statement, server);
      case Parse.Failure wrong -> Stream.of(mistake(source, script, statement, wrong, server));
    };
  }

  private static Script script(Source source) {
    return Script.of(source.text(), source.section());
  }

  private static Finding mistake(
      Source source, Script script, PlannedStatement statement, Parse.Failure wrong, int server) {
    int at = statement.offset() + Math.max(0, wrong.offset());
    Location where = new Location(source.file(), script.position(at));
    boolean newer = server > GRAMMAR;
    return Finding.of("syntax-error", newer ? Severity.WARNING : Severity.ERROR, wrong.message())
        .at(where)
        .showing(Snippet.of(source.text(), new Span(at, endOfWord(source.text(), at))))
        .because(
            newer
                ? "Read by the grammar of PostgreSQL 18; the server is newer and may accept it."
                : "The server would refuse this statement in the middle of the run.")
        .help("Mend the statement.");
  }

  /// The server means the word that it could not go on at, or the one character that is none.
  private static int endOfWord(String text, int start) {
    int end = start;
    while (end < text.length() && Character.isUnicodeIdentifierPart(text.charAt(end))) {
      end++;
    }
    return Math.max(end, start + 1);
  }
}
