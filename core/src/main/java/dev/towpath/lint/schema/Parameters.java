package dev.towpath.lint.schema;

import dev.towpath.sql.syntax.FunctionParameterMode;
import dev.towpath.sql.syntax.Node;
import java.util.List;

/// The input parameters of a routine, by which PostgreSQL tells routines of one name apart.
///
/// @param types without length or precision
/// @param required how many of them have no default
/// @param variadic whether the last one takes all that is left
public record Parameters(List<String> types, int required, boolean variadic) {

  public Parameters {
    types = List.copyOf(types);
  }

  static Parameters of(Node.CreateFunctionStmt create) {
    List<Node.FunctionParameter> inputs =
        create.parameters().stream()
            .filter(Node.FunctionParameter.class::isInstance)
            .map(Node.FunctionParameter.class::cast)
            .filter(
                each ->
                    each.mode() != FunctionParameterMode.FUNC_PARAM_OUT
                        && each.mode() != FunctionParameterMode.FUNC_PARAM_TABLE)
            .toList();
    return new Parameters(
        inputs.stream()
            .map(each -> each.argType() == null ? "?" : plain(TypeText.of(each.argType())))
            .toList(),
        (int) inputs.stream().filter(each -> each.defexpr() == null).count(),
        inputs.stream().anyMatch(each -> each.mode() == FunctionParameterMode.FUNC_PARAM_VARIADIC));
  }

  /// Those of a routine that a statement names.
  static Parameters of(Node.ObjectWithArgs named) {
    List<String> types =
        named.objargs().stream()
            .map(each -> each instanceof Node.TypeName type ? plain(TypeText.of(type)) : "?")
            .toList();
    return new Parameters(types, types.size(), false);
  }

  /// Whether a call may be one of this routine: a type that isn't known fits all.
  boolean fit(Call call) {
    if (!call.exact() || variadic) {
      return true;
    }
    int given = call.arguments().size();
    if (given < required || given > types.size()) {
      return false;
    }
    for (int i = 0; i < given; i++) {
      if (!fits(plain(call.arguments().get(i)), types.get(i))) {
        return false;
      }
    }
    return true;
  }

  /// A function's parameter has no length or precision.
  private static String plain(String type) {
    return type.replaceAll("\\([^)]*\\)", "");
  }

  /// Built-in types that PostgreSQL doesn't turn into each other by itself don't fit; of others
  /// nothing is known.
  private static boolean fits(String given, String wanted) {
    String family = family(given);
    return family.isEmpty() || family(wanted).isEmpty() || family.equals(family(wanted));
  }

  /// Empty for a type of which nothing is known.
  private static String family(String type) {
    return switch (type) {
      case "smallint", "integer", "bigint", "numeric", "real", "double precision" -> "number";
      case "text", "character varying", "character" -> "text";
      case "boolean", "uuid" -> type;
      default -> "";
    };
  }

  /// As a statement names them: `bigint,text`.
  @Override
  public String toString() {
    return String.join(",", types);
  }
}
