package dev.towpath.lint.effect;

import dev.towpath.lint.effect.Part.Form;
import dev.towpath.lint.effect.Part.Unknown;
import dev.towpath.lint.locks.Role;
import dev.towpath.lint.schema.Name;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.ObjectType;
import java.util.List;

/// What views, materialized views and tables made from queries do.
final class ViewForms {
  private ViewForms() {}

  static Part of(Known known, Node.ViewStmt view) {
    Name name = known.name(view.view());
    List<Name> read = known.read(view.query());
    Form made = Form.of("create-view").with(Role.UNDERLYING, read);
    Form replaced = Form.of("create-or-replace-view", Role.VIEW, name).with(Role.UNDERLYING, read);
    if (!view.replace()) {
      return made;
    }
    boolean there = known.table(name).isPresent() || known.schema().views().named(name).isPresent();
    return there
        ? replaced
        : Part.oneOf("whether view %s is there isn't known".formatted(name), made, replaced);
  }

  static Part of(Known known, Node.CreateTableAsStmt create) {
    List<Name> read = known.read(create.query());
    boolean empty = create.into() != null && create.into().skipData();
    boolean plain = create.query() instanceof Node.SelectStmt select && RowForms.isPlain(select);
    if (create.objtype() == ObjectType.OBJECT_MATVIEW) {
      if (empty) {
        return Form.of("create-materialized-view-no-data").with(Role.UNDERLYING, read);
      }
      return plain
          ? Form.of("create-materialized-view").with(Role.UNDERLYING, read)
          : new Unknown("how a query reads its tables is the planner's choice");
    }
    return plain && !empty
        ? Form.of("create-table-as").with(Role.TABLE, read)
        : new Unknown("how a query reads its tables is the planner's choice");
  }

  /// The tables below aren't named: how they are read is the planner's choice.
  static Part of(Known known, Node.RefreshMatViewStmt refresh) {
    String form = "refresh-materialized-view" + (refresh.concurrent() ? "-concurrently" : "");
    return refresh.skipData()
        ? new Unknown("WITH NO DATA empties the view")
        : Form.of(form, Role.MATERIALIZED_VIEW, known.name(refresh.relation()));
  }
}
