package dev.towpath.lint;

import dev.towpath.lint.schema.Name;
import dev.towpath.sql.Parse;
import dev.towpath.sql.SqlParser;
import dev.towpath.sql.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an `EXECUTE` of a DO block runs where all parts of its text are constants: strings put
/// together by `||` and `format`, also with the variable of a loop over an array of constants.
final class MadeText {
  /// A loop over more is not read.
  private static final int MOST_ROUNDS = 1_000;

  private static final Pattern LOOP =
      Pattern.compile(
          "(?is)\\bforeach\\s+(\\w+)\\s+in\\s+array\\s+(.+?)\\s+loop\\b(.*?)\\bend\\s+loop\\b");
  private static final Pattern EXECUTE = Pattern.compile("(?is)execute\\b(.*)");
  private static final Pattern PLACE = Pattern.compile("%(?:(\\d{1,4})\\$)?([sIL%])");

  private final Map<String, String> variables;

  private MadeText(Map<String, String> variables) {
    this.variables = variables;
  }

  /// The statements that an `EXECUTE` runs, one for each round of the loop around it; none where it
  /// can't be told.
  ///
  /// @param start of the `EXECUTE` in the body
  /// @param execute its text
  static List<String> of(String body, int start, String execute) {
    Matcher text = EXECUTE.matcher(execute);
    Optional<Node> made = text.matches() ? expression(text.group(1)) : Optional.empty();
    if (made.isEmpty()) {
      return List.of();
    }
    List<String> statements = new ArrayList<>();
    for (Map<String, String> round : rounds(body, start)) {
      Optional<String> statement = new MadeText(round).text(made.get());
      if (statement.isEmpty()) {
        return List.of();
      }
      statements.add(statement.get());
    }
    return statements;
  }

  /// What the variable of the loop around a place is in each round; one round where there is none.
  private static List<Map<String, String>> rounds(String body, int place) {
    Matcher loop = LOOP.matcher(body);
    while (loop.find()) {
      if (loop.start(3) <= place && place < loop.end(3)) {
        String variable = loop.group(1);
        return array(body, loop.group(2)).stream()
            .limit(MOST_ROUNDS)
            .map(value -> Map.of(variable, value))
            .toList();
      }
    }
    return List.of(Map.of());
  }

  /// The constants of an array, or of the variable that was declared with one.
  private static List<String> array(String body, String text) {
    if (text.matches("\\w+")) {
      Matcher declared =
          Pattern.compile(
                  "(?is)\\b" + text + "\\s+(?:constant\\s+)?\\w+\\[]\\s*(?::?=|default)([^;]+);")
              .matcher(body);
      return declared.find() ? values(declared.group(1)) : List.of();
    }
    return values(text);
  }

  private static List<String> values(String text) {
    MadeText none = new MadeText(Map.of());
    List<Node> elements =
        expression(text)
            .map(MadeText::bare)
            .filter(Node.A_ArrayExpr.class::isInstance)
            .map(array -> ((Node.A_ArrayExpr) array).elements())
            .orElse(List.of());
    List<String> values = elements.stream().flatMap(each -> none.text(each).stream()).toList();
    return values.size() == elements.size() ? values : List.of();
  }

  private static Optional<Node> expression(String text) {
    if (SqlParser.parse("select " + text) instanceof Parse.Tree(Node.SelectStmt select)
        && select.fromClause().isEmpty()
        && select.targetList().size() == 1
        && select.targetList().getFirst() instanceof Node.ResTarget target) {
      return Optional.ofNullable(target.val());
    }
    return Optional.empty();
  }

  private static Node bare(Node node) {
    return node instanceof Node.TypeCast cast && cast.arg() != null ? bare(cast.arg()) : node;
  }

  private Optional<String> text(Node node) {
    return switch (bare(node)) {
      case Node.A_Const constant when constant.sval() != null ->
          Optional.of(constant.sval().sval());
      case Node.ColumnRef variable when variable.fields().size() == 1 ->
          Optional.ofNullable(variables.get(Name.word(variable.fields().getFirst())));
      case Node.A_Expr expression when Name.of(expression.name()).name().equals("||") ->
          part(expression.lexpr())
              .flatMap(left -> part(expression.rexpr()).map(right -> left + right));
      case Node.FuncCall call -> called(Name.of(call.funcname()).name(), call.args());
      default -> Optional.empty();
    };
  }

  private Optional<String> part(@Nullable Node node) {
    return node == null ? Optional.empty() : text(node);
  }

  private Optional<String> called(String function, List<Node> args) {
    List<String> values = args.stream().flatMap(each -> text(each).stream()).toList();
    if (values.size() < args.size() || values.isEmpty()) {
      return Optional.empty();
    }
    return switch (function) {
      case "quote_ident" -> Optional.of(identifier(values.getFirst()));
      case "quote_literal" -> Optional.of(literal(values.getFirst()));
      case "format" -> formatted(values);
      default -> Optional.empty();
    };
  }

  private static Optional<String> formatted(List<String> values) {
    StringBuilder text = new StringBuilder();
    Matcher place = PLACE.matcher(values.getFirst());
    int next = 1;
    while (place.find()) {
      if (place.group(2).equals("%")) {
        place.appendReplacement(text, "%");
        continue;
      }
      int number = place.group(1) == null ? next : Integer.parseInt(place.group(1));
      if (number < 1 || number >= values.size()) {
        return Optional.empty();
      }
      next = number + 1;
      place.appendReplacement(
          text, Matcher.quoteReplacement(put(place.group(2), values.get(number))));
    }
    return Optional.of(place.appendTail(text).toString());
  }

  private static String put(String how, String value) {
    return switch (how) {
      case "I" -> identifier(value);
      case "L" -> literal(value);
      default -> value;
    };
  }

  private static String identifier(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  private static String literal(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
