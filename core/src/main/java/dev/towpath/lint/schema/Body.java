package dev.towpath.lint.schema;

import dev.towpath.sql.Parse;
import dev.towpath.sql.Plpgsql;
import dev.towpath.sql.Script;
import dev.towpath.sql.Span;
import dev.towpath.sql.SqlParser;
import dev.towpath.sql.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a routine runs. PostgreSQL binds the names of a body of SQL that is no string when it is
/// made; those in a string it looks up at each call.
///
/// @param language `sql`, `plpgsql`, or another that is not read
/// @param text empty for a bound body
/// @param path the `search_path` that the routine sets; empty for its caller's
/// @param parameters their names
/// @param bound the body that is no string
public record Body(
    String language,
    String text,
    Optional<List<String>> path,
    Set<String> parameters,
    Optional<Node> bound) {
  private static final Pattern ROW_TYPE =
      Pattern.compile("([\\w$\"]+(?:\\.[\\w$\"]+)?)%rowtype", Pattern.CASE_INSENSITIVE);

  static Body of(Node.CreateFunctionStmt create) {
    return new Body(
        Options.named(create.options(), "language")
            .map(option -> option.arg() == null ? "" : Name.word(option.arg()))
            .orElse("sql"),
        Options.named(create.options(), "as").map(Body::text).orElse(""),
        path(create.options()),
        create.parameters().stream()
            .filter(Node.FunctionParameter.class::isInstance)
            .map(each -> ((Node.FunctionParameter) each).name())
            .collect(Collectors.toUnmodifiableSet()),
        Optional.ofNullable(create.sqlBody()));
  }

  private static String text(Node.DefElem option) {
    return option.arg() instanceof Node.List list && list.items().size() == 1
        ? Name.word(list.items().getFirst())
        : "";
  }

  private static Optional<List<String>> path(List<Node> options) {
    return Options.all(options, "set").stream()
        .map(Node.DefElem::arg)
        .filter(Node.VariableSetStmt.class::isInstance)
        .map(Node.VariableSetStmt.class::cast)
        .filter(set -> set.name().equals("search_path"))
        .map(SchemaChange::path)
        .reduce((before, after) -> after);
  }

  /// Whether a word stands in it anywhere: what it doesn't name it doesn't use.
  boolean names(String word) {
    return bound.isPresent()
        || text.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT));
  }

  /// Whether an unqualified name may be one of its own variables.
  boolean hasVariable(String name) {
    Pattern declared =
        Pattern.compile(
            "declare\\b.*?\\b" + Pattern.quote(name) + "\\b.*?\\bbegin\\b",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    return parameters.contains(name) || declared.matcher(text).find();
  }

  /// Its statements and expressions, as far as they can be read.
  List<Node> trees() {
    return bound
        .map(List::of)
        .orElseGet(
            () ->
                switch (language) {
                  case "plpgsql" -> plpgsql();
                  case "sql" -> parsed(Script.of(text).statements().stream().map(s -> s.sql()));
                  default -> List.of();
                });
  }

  private List<Node> plpgsql() {
    List<String> all = new ArrayList<>();
    for (Plpgsql.Part part : Plpgsql.parts(text)) {
      switch (part) {
        case Plpgsql.Part.Sql(Span _, String sql) -> all.add(sql);
        case Plpgsql.Part.Constant constant -> all.add(constant.quoted().value());
        case Plpgsql.Part.Dynamic _ -> {} // made at run time
      }
    }
    Plpgsql.expressions(text).forEach(each -> all.add("select " + each));
    ROW_TYPE.matcher(text).results().forEach(type -> all.add("select from " + type.group(1)));
    return parsed(all.stream());
  }

  private static List<Node> parsed(Stream<String> statements) {
    return statements
        .map(SqlParser::parse)
        .flatMap(
            parse ->
                parse instanceof Parse.Tree(Node node) ? Stream.of(node) : Stream.<Node>empty())
        .toList();
  }
}
