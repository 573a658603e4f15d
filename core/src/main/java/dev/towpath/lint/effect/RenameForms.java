package dev.towpath.lint.effect;

import dev.towpath.lint.effect.Part.Form;
import dev.towpath.lint.effect.Part.Unknown;
import dev.towpath.lint.locks.Role;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Table;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.ObjectType;

/// What RENAME and SET SCHEMA do.
final class RenameForms {
  private RenameForms() {}

  static Part of(Known known, Node.RenameStmt rename) {
    Name table = known.name(rename.relation());
    return switch (rename.renameType()) {
      case OBJECT_TABLE, OBJECT_VIEW, OBJECT_MATVIEW -> relation(known, rename, table);
      case OBJECT_INDEX ->
          rename.relation() == null
              ? new Unknown("the statement names no index")
              : IndexForms.onIndex(known, Name.of(rename.relation()), "rename-index");
      case OBJECT_COLUMN -> onTable(known, "rename-column", table);
      case OBJECT_TABCONSTRAINT -> onTable(known, "rename-constraint", table);
      case OBJECT_TRIGGER -> onTable(known, "rename-trigger", table);
      case OBJECT_POLICY -> onTable(known, "rename-policy", table);
      case OBJECT_TYPE, OBJECT_DOMAIN -> Form.of("rename-type");
      case OBJECT_SCHEMA -> Form.of("rename-schema");
      case OBJECT_FUNCTION, OBJECT_PROCEDURE, OBJECT_ROUTINE -> routine(known, rename);
      default -> new Unknown("such a RENAME isn't in the lock table");
    };
  }

  private static Part relation(Known known, Node.RenameStmt rename, Name table) {
    if (rename.renameType() == ObjectType.OBJECT_VIEW || known.is(table, Table.Sort.VIEW)) {
      return Form.of("rename-view", Role.VIEW, table);
    }
    if (known.table(table).isEmpty() && rename.relation() != null) {
      return known
          .indexed(Name.of(rename.relation()))
          .map(index -> (Part) Form.of("rename-index", Role.TABLE, index))
          .orElse(Form.of("rename-table", Role.TABLE, table));
    }
    return Form.of("rename-table", Role.TABLE, table);
  }

  private static Part onTable(Known known, String form, Name table) {
    return known.isPartitioned(table)
        ? new Unknown("%s is partitioned".formatted(table))
        : Form.of(form, Role.TABLE, table);
  }

  private static Part routine(Known known, Node.RenameStmt rename) {
    if (rename.object() == null) {
      return new Unknown("the statement names no function");
    }
    Name name = Name.ofObject(rename.object());
    Name whole = known.schema().routine(name).map(each -> each.name()).orElse(known.name(name));
    return Form.of("rename-function", Role.FUNCTION, whole);
  }

  static Part of(Known known, Node.AlterObjectSchemaStmt move) {
    return move.relation() != null && move.objectType() == ObjectType.OBJECT_TABLE
        ? Form.of("set-schema", Role.TABLE, known.name(move.relation()))
        : new Unknown("such a SET SCHEMA isn't in the lock table");
  }
}
