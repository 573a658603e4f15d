package dev.towpath.lint.schema;

import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The constants of expressions, to see whether two say the same. A time of midnight is the day.
public final class Constants {
  private Constants() {}

  public static Set<String> of(List<Node> expressions) {
    return expressions.stream()
        .flatMap(each -> Nodes.find(each, Node.A_Const.class).stream())
        .filter(constant -> !constant.isnull())
        .map(Constants::text)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String text(Node.A_Const constant) {
    if (constant.ival() != null) {
      return String.valueOf(constant.ival().ival());
    }
    if (constant.sval() != null) {
      return constant.sval().sval().replaceFirst("[ T]00:00(:00)?([+-]00(:?00)?)?$", "");
    }
    return constant.fval() != null ? constant.fval().fval() : constant.toString();
  }
}
