package dev.towpath.lint.reading;

import dev.towpath.lint.schema.Column;
import dev.towpath.lint.schema.Index;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Table;
import dev.towpath.lint.schema.TableConstraint;
import dev.towpath.sql.syntax.A_Expr_Kind;
import dev.towpath.sql.syntax.BoolExprType;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.NullTestType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What can be said of a WHERE without asking the database.
public final class Predicates {
  private static final Set<String> TRUE_AT_EQUALS = Set.of("=", "<=", ">=");

  private Predicates() {}

  /// Whether it leaves no row out: it isn't there, or `true`, `1 = 1`, `id is not null` of a key.
  public static boolean isAlwaysTrue(@Nullable Node where, Optional<Table> table) {
    return switch (where) {
      case null -> true;
      case Node.A_Const constant -> constant.boolval() != null && constant.boolval().boolval();
      case Node.TypeCast cast -> isAlwaysTrue(cast.arg(), table) || isTrueText(cast);
      case Node.BoolExpr expr when expr.boolop() == BoolExprType.AND_EXPR ->
          expr.args().stream().allMatch(each -> isAlwaysTrue(each, table));
      case Node.BoolExpr expr when expr.boolop() == BoolExprType.OR_EXPR ->
          expr.args().stream().anyMatch(each -> isAlwaysTrue(each, table));
      case Node.A_Expr expr when expr.kind() == A_Expr_Kind.AEXPR_OP -> comparesSame(expr);
      case Node.NullTest test when test.nulltesttype() == NullTestType.IS_NOT_NULL ->
          column(test.arg())
              .flatMap(name -> table.flatMap(each -> each.column(name)))
              .filter(Column::notNull)
              .isPresent();
      default -> false;
    };
  }

  private static boolean isTrueText(Node.TypeCast cast) {
    return cast.arg() instanceof Node.A_Const constant
        && constant.sval() != null
        && cast.typeName() != null
        && Name.of(cast.typeName().names()).name().equals("bool")
        && Set.of("t", "true").contains(constant.sval().sval());
  }

  /// `1 = 1`, `id = id`.
  private static boolean comparesSame(Node.A_Expr expr) {
    if (expr.name().isEmpty() || !TRUE_AT_EQUALS.contains(Name.word(expr.name().getLast()))) {
      return false;
    }
    return switch (expr.lexpr()) {
      case Node.A_Const left when expr.rexpr() instanceof Node.A_Const right ->
          value(left).equals(value(right));
      case Node.ColumnRef left when expr.rexpr() instanceof Node.ColumnRef right ->
          left.fields().equals(right.fields());
      case null, default -> false;
    };
  }

  private static String value(Node.A_Const constant) {
    return Stream.of(constant.ival(), constant.fval(), constant.boolval(), constant.sval())
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }

  /// Whether it names single rows by a whole key: `id = 7`, `id in (7, 8)`, among other things.
  /// Of a table whose keys aren't known, `id` is taken for one.
  public static boolean isByKey(@Nullable Node where, Optional<Table> table) {
    Set<String> fixed = fixed(where).collect(Collectors.toSet());
    List<List<String>> keys = table.map(Predicates::keys).orElse(List.of());
    return keys.isEmpty() ? fixed.contains("id") : keys.stream().anyMatch(fixed::containsAll);
  }

  private static List<List<String>> keys(Table table) {
    Stream<List<String>> constraints =
        table.constraints().stream().filter(Predicates::isKey).map(TableConstraint::columns);
    Stream<List<String>> indexes =
        table.indexes().stream()
            .filter(each -> each.unique() && !each.partial())
            .map(Index::columns);
    return Stream.concat(constraints, indexes).filter(columns -> !columns.isEmpty()).toList();
  }

  private static boolean isKey(TableConstraint constraint) {
    return constraint.type() == TableConstraint.Type.PRIMARY_KEY
        || constraint.type() == TableConstraint.Type.UNIQUE;
  }

  /// The columns that must be equal to constants.
  private static Stream<String> fixed(@Nullable Node where) {
    return switch (where) {
      case Node.BoolExpr expr when expr.boolop() == BoolExprType.AND_EXPR ->
          expr.args().stream().flatMap(Predicates::fixed);
      case Node.A_Expr expr
          when !expr.name().isEmpty()
              && Name.word(expr.name().getLast()).equals("=")
              && isConstant(expr.rexpr()) ->
          column(expr.lexpr()).stream();
      case null, default -> Stream.empty();
    };
  }

  private static boolean isConstant(@Nullable Node value) {
    return switch (value) {
      case Node.A_Const constant -> true;
      case Node.TypeCast cast -> isConstant(cast.arg());
      case Node.List list -> list.items().stream().allMatch(Predicates::isConstant);
      case null, default -> false;
    };
  }

  private static Optional<String> column(@Nullable Node node) {
    return node instanceof Node.ColumnRef column
        ? Optional.of(Name.of(column.fields()).name())
        : Optional.empty();
  }
}
