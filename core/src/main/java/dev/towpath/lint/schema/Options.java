package dev.towpath.lint.schema;

import dev.towpath.sql.syntax.Node;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the options of statements: `WITH (security_invoker = on)`, `SECURITY DEFINER`.
public final class Options {
  private static final Set<String> NO = Set.of("false", "off", "no", "0", "f");

  private Options() {}

  /// The option of a name.
  public static Optional<Node.DefElem> named(List<Node> options, String name) {
    return all(options, name).stream().findFirst();
  }

  /// The options of a name; functions may have several `SET`.
  public static List<Node.DefElem> all(List<Node> options, String name) {
    return options.stream()
        .filter(Node.DefElem.class::isInstance)
        .map(Node.DefElem.class::cast)
        .filter(option -> option.defname().equals(name))
        .toList();
  }

  /// Whether an option is there and on; `WITH (security_invoker)` is on.
  public static boolean isOn(List<Node> options, String name) {
    return named(options, name).filter(option -> isTrue(option.arg())).isPresent();
  }

  static boolean isTrue(@Nullable Node value) {
    return switch (value) {
      case null -> true;
      case Node.Boolean bool -> bool.boolval();
      case Node.Integer number -> number.ival() != 0;
      case Node.String text -> !NO.contains(text.sval().toLowerCase(Locale.ROOT));
      case Node.TypeName type -> !NO.contains(Name.of(type.names()).name());
      default -> true;
    };
  }
}
