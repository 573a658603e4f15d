package dev.towpath.lint;

import dev.towpath.lint.schema.Name;
import dev.towpath.sql.Parse;
import dev.towpath.sql.Phrase;
import dev.towpath.sql.Plpgsql;
import dev.towpath.sql.Quoted;
import dev.towpath.sql.Script;
import dev.towpath.sql.Span;
import dev.towpath.sql.SqlParser;
import dev.towpath.sql.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/// The statements in the body of a DO block, a function or a procedure, in PL/pgSQL or SQL.
/// Stateless and thread-safe.
final class Bodies {
  private Bodies() {}

  /// A statement in a body.
  ///
  /// @param sql its text, as far as it can be read
  /// @param place where a character of its text, or its end, stands in the file
  /// @param parse empty for a statement that is made at run time and can't be read
  /// @param routine whose body it is in; empty for a DO block
  record Inner(String sql, IntUnaryOperator place, Optional<Parse> parse, Optional<Name> routine) {
    static Inner of(String sql, IntUnaryOperator place, Optional<Name> routine) {
      return new Inner(sql, place, Optional.of(SqlParser.parse(sql)), routine);
    }
  }

  /// The statements in a statement's body, in their order.
  ///
  /// @param start of the statement in the file
  static List<Inner> in(Node node, String sql, int start) {
    return switch (node) {
      case Node.DoStmt block ->
          body(block.args(), "plpgsql", sql, start, Optional.empty()).toList();
      case Node.CreateFunctionStmt routine ->
          routine(routine, sql, start, Name.of(routine.funcname())).toList();
      default -> List.of();
    };
  }

  private static Stream<Inner> routine(
      Node.CreateFunctionStmt routine, String sql, int start, Name name) {
    if (routine.sqlBody() == null) {
      return body(routine.options(), "", sql, start, Optional.of(name));
    }
    return Phrase.find(sql, 0, "begin", "atomic").stream()
        .flatMap(
            body ->
                plpgsql(
                    sql.substring(body.start()),
                    index -> start + body.start() + index,
                    Optional.of(name)));
  }

  private static Stream<Inner> body(
      List<Node> options, String usual, String sql, int start, Optional<Name> routine) {
    String language = option(options, "language").map(Bodies::text).orElse(usual);
    Optional<Quoted> body =
        option(options, "as").flatMap(found -> Quoted.find(sql, Math.max(0, found.location())));
    if (body.isEmpty()) {
      return Stream.empty();
    }
    IntUnaryOperator place = index -> start + body.get().place(index);
    return switch (language) {
      case "plpgsql" -> plpgsql(body.get().value(), place, routine);
      case "sql" -> script(body.get().value(), place, routine);
      default -> Stream.empty();
    };
  }

  private static Optional<Node.DefElem> option(List<Node> options, String name) {
    return options.stream()
        .filter(Node.DefElem.class::isInstance)
        .map(Node.DefElem.class::cast)
        .filter(option -> option.defname().equals(name))
        .findFirst();
  }

  private static String text(Node.DefElem option) {
    return option.arg() == null ? "" : Name.word(option.arg());
  }

  private static Stream<Inner> script(String body, IntUnaryOperator place, Optional<Name> routine) {
    return Script.of(body).statements().stream()
        .map(each -> Inner.of(each.sql(), behind(place, each.span().start()), routine));
  }

  private static Stream<Inner> plpgsql(
      String body, IntUnaryOperator place, Optional<Name> routine) {
    return Plpgsql.parts(body).stream()
        .flatMap(
            part ->
                switch (part) {
                  case Plpgsql.Part.Sql(Span span, String sql) ->
                      Stream.of(Inner.of(sql, behind(place, span.start()), routine));
                  case Plpgsql.Part.Constant(Span span, Quoted quoted) ->
                      Stream.of(
                          Inner.of(
                              quoted.value(),
                              index -> place.applyAsInt(quoted.place(index)),
                              routine));
                  case Plpgsql.Part.Dynamic(Span span) -> dynamic(body, span, place, routine);
                });
  }

  /// A statement of constants that are put together stands nowhere as it runs: all of it is where
  /// its EXECUTE begins.
  private static Stream<Inner> dynamic(
      String body, Span span, IntUnaryOperator place, Optional<Name> routine) {
    List<String> made = MadeText.of(body, span.start(), span.in(body));
    return made.isEmpty()
        ? Stream.of(
            new Inner(span.in(body), behind(place, span.start()), Optional.empty(), routine))
        : made.stream().map(sql -> Inner.of(sql, index -> place.applyAsInt(span.start()), routine));
  }

  private static IntUnaryOperator behind(IntUnaryOperator place, int start) {
    return index -> place.applyAsInt(start + index);
  }
}
