package dev.towpath.catalog.types;

import dev.towpath.catalog.types.Ts.Field;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes types of TypeScript over lines as the formatter does that most teams use, so that a
/// file which is formatted afterwards hardly changes.
final class Layout {
  private static final int WIDTH = 80;
  private static final int STEP = 2;

  private Layout() {}

  /// @param indent of the line on which the type begins
  /// @param column where on it
  static String write(Ts type, int indent, int column) {
    Optional<String> flat = flat(type).filter(text -> column + text.length() <= WIDTH);
    if (flat.isPresent()) {
      return flat.get();
    }
    String margin = "\n" + " ".repeat(indent + STEP);
    String end = "\n" + " ".repeat(indent);
    return switch (type) {
      case Ts.Word(String text) -> text;
      case Ts.Ending(Ts inner, String ending) -> write(inner, indent, column) + ending;
      case Ts.Fields fields ->
          fields.fields().stream()
              .map(field -> margin + field(field, indent + STEP))
              .collect(Collectors.joining("", "{", end + "}"));
      case Ts.Tuple tuple ->
          tuple.members().stream()
              .map(each -> margin + write(each, indent + STEP, indent + STEP) + ",")
              .collect(Collectors.joining("", "[", end + "]"));
      case Ts.Union union ->
          union.members().stream()
              .map(each -> margin + "| " + write(each, indent + 2 * STEP, indent + 2 * STEP))
              .collect(Collectors.joining());
    };
  }

  private static String field(Field field, int indent) {
    String head = field.key() + (field.optional() ? "?:" : ":");
    String value = write(field.type(), indent, indent + head.length() + 1);
    return head + (value.startsWith("\n") ? "" : " ") + value;
  }

  /// On one line; empty if it has to stand on several.
  private static Optional<String> flat(Ts type) {
    return switch (type) {
      case Ts.Word(String text) -> Optional.of(text);
      case Ts.Ending(Ts inner, String ending) -> flat(inner).map(text -> text + ending);
      case Ts.Union union -> all(union.members().stream().map(Layout::flat), " | ");
      case Ts.Tuple tuple ->
          all(tuple.members().stream().map(Layout::flat), ", ").map(text -> "[" + text + "]");
      case Ts.Fields fields when fields.fields().isEmpty() -> Optional.of("{}");
      case Ts.Fields fields when fields.inline() ->
          all(fields.fields().stream().map(Layout::flat), "; ").map(text -> "{ " + text + " }");
      case Ts.Fields _ -> Optional.empty();
    };
  }

  private static Optional<String> flat(Field field) {
    return flat(field.type()).map(text -> field.key() + (field.optional() ? "?: " : ": ") + text);
  }

  private static Optional<String> all(Stream<Optional<String>> parts, String separator) {
    return parts
        .reduce((one, other) -> one.flatMap(a -> other.map(b -> a + separator + b)))
        .orElse(Optional.of(""));
  }
}
