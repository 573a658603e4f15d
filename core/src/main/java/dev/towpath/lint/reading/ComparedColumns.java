package dev.towpath.lint.reading;

import dev.towpath.lint.schema.Name;
import dev.towpath.sql.syntax.A_Expr_Kind;
import dev.towpath.sql.syntax.BoolExprType;
import dev.towpath.sql.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The columns of a table by which a condition could find its rows in an index: those that must be
/// equal to something that is neither of the same row nor written out.
public final class ComparedColumns {
  private static final Set<A_Expr_Kind> EQUAL =
      Set.of(A_Expr_Kind.AEXPR_OP, A_Expr_Kind.AEXPR_OP_ANY);

  private ComparedColumns() {}

  /// In the order of the condition; a part below OR or NOT finds nothing by itself.
  public static List<String> in(Node condition, Name table) {
    return stream(condition, table).distinct().toList();
  }

  private static Stream<String> stream(Node condition, Name table) {
    return switch (condition) {
      case Node.BoolExpr all when all.boolop() == BoolExprType.AND_EXPR ->
          all.args().stream().flatMap(each -> stream(each, table));
      case Node.A_Expr expr when isEquality(expr) ->
          Stream.concat(
              compared(expr.lexpr(), expr.rexpr(), table).stream(),
              expr.kind() == A_Expr_Kind.AEXPR_OP
                  ? compared(expr.rexpr(), expr.lexpr(), table).stream()
                  : Stream.empty());
      default -> Stream.empty();
    };
  }

  private static boolean isEquality(Node.A_Expr expr) {
    return EQUAL.contains(expr.kind())
        && !expr.name().isEmpty()
        && Name.word(expr.name().getLast()).equals("=");
  }

  private static Optional<String> compared(
      @Nullable Node column, @Nullable Node other, Name table) {
    return isSought(other) ? own(column, table) : Optional.empty();
  }

  /// A constant is most often a state that many rows share; an index on it would rarely help.
  private static boolean isSought(@Nullable Node value) {
    return switch (value) {
      case Node.TypeCast cast -> isSought(cast.arg());
      case Node.FuncCall call -> true;
      case Node.SubLink query -> true;
      case Node.SQLValueFunction function -> true;
      case null, default -> false;
    };
  }

  private static Optional<String> own(@Nullable Node node, Name table) {
    if (!(node instanceof Node.ColumnRef column)) {
      return Optional.empty();
    }
    Name name = Name.of(column.fields());
    return !name.isQualified() || name.schema().equals(table.name())
        ? Optional.of(name.name())
        : Optional.empty();
  }
}
