package dev.towpath.lint.schema;

import dev.towpath.sql.syntax.Node;
import java.util.List;

/// A call of a routine, as code has it.
///
/// @param name as it is written: it may lack its schema
/// @param arguments their types, as far as the call says them; `""` for one that it doesn't
/// @param exact whether all arguments stand there, in their order: not so with VARIADIC or names
public record Call(Name name, List<String> arguments, boolean exact) {
  static Call of(Node.FuncCall call) {
    boolean exact =
        !call.funcVariadic() && call.args().stream().noneMatch(Node.NamedArgExpr.class::isInstance);
    return new Call(Name.of(call.funcname()), call.args().stream().map(Call::type).toList(), exact);
  }

  /// A string may be of any type until PostgreSQL has chosen the routine.
  private static String type(Node argument) {
    return switch (argument) {
      case Node.TypeCast cast when cast.typeName() != null -> TypeText.of(cast.typeName());
      case Node.A_Const number when number.ival() != null -> "integer";
      case Node.A_Const number when number.fval() != null -> "numeric";
      case Node.A_Const truth when truth.boolval() != null -> "boolean";
      default -> "";
    };
  }
}
