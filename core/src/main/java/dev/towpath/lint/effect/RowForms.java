package dev.towpath.lint.effect;

import dev.towpath.lint.effect.Part.Form;
import dev.towpath.lint.effect.Part.Unknown;
import dev.towpath.lint.locks.Role;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Table;
import dev.towpath.lint.schema.TableConstraint;
import dev.towpath.sql.syntax.A_Expr_Kind;
import dev.towpath.sql.syntax.LockClauseStrength;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What SELECT, INSERT, UPDATE and DELETE do.
final class RowForms {
  private static final String PLANNER = "which rows are read is the planner's choice";

  private RowForms() {}

  static Part of(Known known, Node.SelectStmt select) {
    List<Node.FuncCall> calls = Nodes.find(select, Node.FuncCall.class);
    if (select.fromClause().isEmpty() && calls.size() == 1) {
      return call(known, calls.getFirst());
    }
    List<Name> read = known.read(select);
    if (!calls.isEmpty() || read.size() != 1 || isView(known, read.getFirst())) {
      return read.isEmpty() && calls.isEmpty()
          ? Form.of("create-table")
          : new Unknown("what its functions and views do isn't known");
    }
    if (!select.lockingClause().isEmpty()) {
      return locking(select).with(Role.TABLE, read);
    }
    Form whole = Form.of("select", Role.TABLE, read.getFirst());
    return isPlain(select) ? whole : new Unknown(PLANNER);
  }

  private static Part call(Known known, Node.FuncCall call) {
    boolean sets = Name.of(call.funcname()).name().equals("setval") && !call.args().isEmpty();
    if (sets && call.args().getFirst() instanceof Node.A_Const text && text.sval() != null) {
      String[] parts = text.sval().sval().split("\\.", -1);
      Name name =
          parts.length > 1 ? new Name(parts[0], parts[1]) : known.name(new Name("", parts[0]));
      return Form.of("set-sequence", Role.SEQUENCE, name);
    }
    return new Unknown("what function %s does isn't known".formatted(Name.of(call.funcname())));
  }

  private static Form locking(Node.SelectStmt select) {
    boolean shared =
        select.lockingClause().stream()
            .allMatch(
                each ->
                    each instanceof Node.LockingClause clause
                        && (clause.strength() == LockClauseStrength.LCS_FORSHARE
                            || clause.strength() == LockClauseStrength.LCS_FORKEYSHARE));
    return Form.of(shared ? "select-for-share" : "select-for-update");
  }

  /// Whether a query reads one table in full.
  static boolean isPlain(Node.SelectStmt select) {
    return select.fromClause().size() == 1
        && select.fromClause().getFirst() instanceof Node.RangeVar
        && select.whereClause() == null
        && select.limitCount() == null
        && Nodes.find(select, Node.FuncCall.class).isEmpty()
        && Nodes.find(select, Node.SubLink.class).isEmpty()
        && select.withClause() == null;
  }

  private static boolean isView(Known known, Name name) {
    return known.is(name, Table.Sort.VIEW) || known.is(name, Table.Sort.FOREIGN);
  }

  static Part of(Known known, Node.InsertStmt insert) {
    Name table = known.name(insert.relation());
    if (isView(known, table)) {
      return new Unknown("%s isn't a table".formatted(table));
    }
    if (known.isPartitioned(table)) {
      return Form.of("insert-parent", Role.PARENT, table);
    }
    List<Name> referenced = known.referenced(table, "");
    if (!referenced.isEmpty()) {
      return Form.of("insert-referencing", Role.TABLE, table).with(Role.REFERENCED, referenced);
    }
    return Form.of(
        insert.onConflictClause() == null ? "insert" : "insert-on-conflict", Role.TABLE, table);
  }

  static Part of(Known known, Node.UpdateStmt update) {
    Name table = known.name(update.relation());
    Node where = update.fromClause().isEmpty() ? update.whereClause() : update;
    return written(known, table, "update", where);
  }

  static Part of(Known known, Node.DeleteStmt delete) {
    Name table = known.name(delete.relation());
    Node where = delete.usingClause().isEmpty() ? delete.whereClause() : delete;
    return known.referencing(table).isEmpty()
        ? written(known, table, "delete", where)
        : new Unknown("foreign keys to %s do what they say on delete".formatted(table));
  }

  private static Part written(Known known, Name table, String form, @Nullable Node where) {
    if (isView(known, table) || known.isPartitioned(table)) {
      return new Unknown("%s isn't a plain table".formatted(table));
    }
    Form all = Form.of(form, Role.TABLE, table);
    Form one = Form.of(form + "-by-key", Role.TABLE, table);
    if (where == null) {
      return all;
    }
    return isKey(known, table, where) ? one : Part.oneOf(PLANNER, all, one);
  }

  /// Whether a condition is that a key of one column has a value.
  private static boolean isKey(Known known, Name table, Node where) {
    Optional<List<String>> key =
        known.table(table).flatMap(Table::primaryKey).map(TableConstraint::columns);
    return key.isPresent()
        && where instanceof Node.A_Expr equal
        && equal.kind() == A_Expr_Kind.AEXPR_OP
        && Name.of(equal.name()).name().equals("=")
        && equal.lexpr() instanceof Node.ColumnRef column
        && equal.rexpr() instanceof Node.A_Const
        && key.get().equals(List.of(Name.of(column.fields()).name()));
  }
}
