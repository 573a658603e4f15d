package dev.towpath.lint.effect;

import dev.towpath.lint.effect.Part.Form;
import dev.towpath.lint.effect.Part.Unknown;
import dev.towpath.lint.locks.Role;
import dev.towpath.lint.schema.Column;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Table;
import dev.towpath.lint.schema.TableConstraint;
import dev.towpath.sql.syntax.DropBehavior;
import dev.towpath.sql.syntax.Node;
import java.util.List;
import java.util.Optional;

/// What constraints of a table cost when they are added, validated and dropped.
final class ConstraintForms {
  private ConstraintForms() {}

  static Part add(Known known, Name table, Node.Constraint constraint) {
    String when =
        !constraint.isEnforced()
            ? "-not-enforced"
            : constraint.skipValidation() ? "-not-valid" : "";
    return switch (constraint.contype()) {
      case CONSTR_CHECK -> Form.of("add-check" + when, Role.TABLE, table);
      case CONSTR_FOREIGN -> foreignKey(known, table, constraint, "add-foreign-key" + when);
      case CONSTR_NOTNULL -> notNull(known, table, constraint);
      case CONSTR_UNIQUE ->
          Form.of(
              constraint.indexname().isEmpty() ? "add-unique" : "add-unique-using-index",
              Role.TABLE,
              table);
      case CONSTR_PRIMARY ->
          constraint.indexname().isEmpty()
              ? Form.of("add-primary-key", Role.TABLE, table)
              : primaryKey(known, table, new Name("", constraint.indexname()));
      case CONSTR_EXCLUSION -> Form.of("add-exclude", Role.TABLE, table);
      default -> new Unknown("such a constraint isn't in the lock table");
    };
  }

  private static Form foreignKey(Known known, Name table, Node.Constraint constraint, String form) {
    Name referenced = known.name(constraint.pktable());
    return Form.of(form, Role.TABLE, table)
        .with(Role.REFERENCED, referenced.equals(table) ? List.of() : List.of(referenced));
  }

  private static Part notNull(Known known, Name table, Node.Constraint constraint) {
    if (constraint.skipValidation()) {
      return Form.of("add-not-null-not-valid", Role.TABLE, table);
    }
    boolean proven =
        constraint.keys().stream()
            .allMatch(key -> ColumnForms.isProven(known, table, Name.word(key)));
    return proven
        ? new Unknown("the lock table doesn't have NOT NULL that is proven already")
        : Form.of("add-not-null", Role.TABLE, table);
  }

  private static Part primaryKey(Known known, Name table, Name index) {
    Form required = Form.of("add-primary-key-using-index", Role.TABLE, table);
    Form nullable = Form.of("add-primary-key-using-index-nullable", Role.TABLE, table);
    Optional<List<String>> columns = known.schema().index(index).map(it -> it.index().columns());
    Optional<Table> whole = known.table(table).filter(Table::complete);
    if (columns.isEmpty() || whole.isEmpty()) {
      return Part.oneOf("whether its columns may be null isn't known", required, nullable);
    }
    boolean all =
        columns.get().stream()
            .allMatch(each -> whole.get().column(each).filter(Column::notNull).isPresent());
    return all ? required : nullable;
  }

  private static Optional<TableConstraint> named(Known known, Name table, String constraint) {
    return known.table(table).flatMap(each -> each.constraint(constraint));
  }

  static Part validate(Known known, Name table, String constraint) {
    Form check = Form.of("validate-constraint", Role.TABLE, table);
    Optional<TableConstraint> there = named(known, table, constraint);
    if (there.isEmpty()) {
      return new Unknown("which constraint %s is isn't known".formatted(constraint));
    }
    if (there.get().validated()) {
      return new Unknown("%s is valid already".formatted(constraint));
    }
    return switch (there.get().type()) {
      case FOREIGN_KEY ->
          Form.of("validate-foreign-key", Role.TABLE, table)
              .with(Role.REFERENCED, there.get().references().stream().toList());
      case NOT_NULL -> Form.of("validate-not-null", Role.TABLE, table);
      case CHECK, PRIMARY_KEY, UNIQUE, EXCLUDE -> check;
    };
  }

  static Part drop(Known known, Name table, Node.AlterTableCmd command) {
    Optional<TableConstraint> there = named(known, table, command.name());
    Form check = Form.of("drop-check", Role.TABLE, table);
    if (there.isEmpty()) {
      return Part.oneOf(
          "which constraint %s is isn't known".formatted(command.name()),
          check,
          Form.of("drop-foreign-key", Role.TABLE, table));
    }
    return switch (there.get().type()) {
      case CHECK -> check;
      case FOREIGN_KEY ->
          Form.of("drop-foreign-key", Role.TABLE, table)
              .with(Role.REFERENCED, there.get().references().stream().toList());
      case UNIQUE, EXCLUDE -> key(known, table, command, "drop-unique");
      case PRIMARY_KEY -> key(known, table, command, "drop-primary-key");
      case NOT_NULL -> Form.of("drop-not-null", Role.TABLE, table);
    };
  }

  /// Which of the keys a foreign key points to isn't known.
  private static Part key(Known known, Name table, Node.AlterTableCmd command, String form) {
    List<Name> referencing = known.referencing(table);
    Form alone = Form.of(form, Role.TABLE, table);
    if (referencing.isEmpty() || command.behavior() != DropBehavior.DROP_CASCADE) {
      return alone;
    }
    Form cascade =
        Form.of("drop-primary-key-cascade", Role.TABLE, table).with(Role.REFERENCING, referencing);
    return form.equals("drop-primary-key")
        ? cascade
        : Part.oneOf("which key foreign keys point to isn't known", alone, cascade);
  }
}
