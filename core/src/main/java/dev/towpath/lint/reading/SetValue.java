package dev.towpath.lint.reading;

import dev.towpath.lint.schema.Name;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.VariableSetKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The value that a statement gives a setting: by SET, by set_config(), or for a role or database.
public final class SetValue {
  private SetValue() {}

  /// The value as text; empty where the statement sets something else, or resets it.
  public static Optional<String> of(Node statement, String setting) {
    return switch (statement) {
      case Node.VariableSetStmt set -> set(set, setting);
      case Node.AlterRoleSetStmt role -> set(role.setstmt(), setting);
      case Node.AlterDatabaseSetStmt database -> set(database.setstmt(), setting);
      case Node.SelectStmt select -> configured(select, setting);
      default -> Optional.empty();
    };
  }

  private static Optional<String> set(Node.@Nullable VariableSetStmt set, String setting) {
    return set != null
            && set.kind() == VariableSetKind.VAR_SET_VALUE
            && set.name().toLowerCase(Locale.ROOT).equals(setting)
            && set.args().size() == 1
        ? text(set.args().getFirst())
        : Optional.empty();
  }

  /// `select set_config('lock_timeout', '2s', true)`.
  private static Optional<String> configured(Node.SelectStmt select, String setting) {
    return select.targetList().stream()
        .filter(
            each -> each instanceof Node.ResTarget target && target.val() instanceof Node.FuncCall)
        .map(each -> (Node.FuncCall) ((Node.ResTarget) each).val())
        .flatMap(call -> configured(call, setting).stream())
        .findFirst();
  }

  private static Optional<String> configured(Node.@Nullable FuncCall call, String setting) {
    if (call == null
        || call.args().size() < 2
        || !Name.of(call.funcname()).name().equals("set_config")) {
      return Optional.empty();
    }
    List<Node> args = call.args();
    return text(args.getFirst())
        .filter(name -> name.toLowerCase(Locale.ROOT).equals(setting))
        .flatMap(name -> text(args.get(1)));
  }

  private static Optional<String> text(Node value) {
    return switch (value) {
      case Node.A_Const constant when constant.sval() != null ->
          Optional.of(constant.sval().sval());
      case Node.A_Const constant when constant.ival() != null ->
          Optional.of(String.valueOf(constant.ival().ival()));
      default -> Optional.empty();
    };
  }
}
