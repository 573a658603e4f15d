package dev.towpath.lint.effect;

import dev.towpath.lint.effect.Part.Form;
import dev.towpath.lint.effect.Part.Unknown;
import dev.towpath.lint.locks.Role;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import java.util.List;
import java.util.Optional;

/// Which form a change of a column's type is, by the types before and after.
final class ColumnTypeForms {
  private final Known known;
  private final TypeChange type;
  private final TypeShape before;
  private final TypeShape after;

  private ColumnTypeForms(Known known, TypeChange type) {
    this.known = known;
    this.type = type;
    before = TypeShape.of(type.before());
    after = TypeShape.of(type.after());
  }

  static Part of(Known known, TypeChange type) {
    return new ColumnTypeForms(known, type).part();
  }

  private Part part() {
    TypeChange.Cost cost = type.cost();
    List<Name> referenced = type.referenced();
    if (cost == TypeChange.Cost.UNKNOWN) {
      return Part.oneOf(
          "the type of column %s before isn't known".formatted(type.column()),
          form("alter-type-rewrite"),
          form(kept()));
    }
    if (!referenced.isEmpty()) {
      return cost == TypeChange.Cost.REWRITE
          ? form("alter-type-referencing").with(Role.REFERENCED, referenced)
          : new Unknown("the lock table doesn't have this change on a foreign key's column");
    }
    return switch (cost) {
      case REWRITE -> form(rewrite());
      case NONE -> none();
      case INDEXES -> indexes();
      case UTC -> utc();
      case UNKNOWN -> throw new IllegalStateException("Said above.");
    };
  }

  private Form form(String name) {
    return Form.of(name, Role.TABLE, type.table());
  }

  private String rewrite() {
    if (!type.isPlain()) {
      return "alter-type-using";
    }
    if (before.isText()) {
      return before.word().equals("text") ? "alter-type-text-to-varchar" : "alter-type-narrow";
    }
    if (after.word().equals("text")) {
      return isEnum() ? "alter-type-enum-to-text" : "alter-type-int-to-text";
    }
    return before.word().equals("numeric") && after.word().equals("numeric")
        ? "alter-type-numeric-scale"
        : "alter-type-rewrite";
  }

  private boolean isEnum() {
    return sort(before).filter(each -> each == Schema.Type.Sort.ENUM).isPresent();
  }

  private Optional<Schema.Type.Sort> sort(TypeShape shape) {
    return known.schema().type(new Name("", shape.word())).map(Schema.Type::sort);
  }

  /// The rows are kept; a CHECK on the column is held against them again.
  private Part none() {
    if (type.to().collClause() != null) {
      return type.mayBeIndexed()
          ? form("alter-type-collate")
          : Part.oneOf(
              "the lock table has other collations on indexed columns alone",
              form("alter-type-collate"),
              form(kept()));
    }
    return form(type.checks().isEmpty() ? kept() : "alter-type-checked");
  }

  private String kept() {
    if (sort(before).filter(each -> each == Schema.Type.Sort.DOMAIN).isPresent()) {
      return "alter-type-domain-to-base";
    }
    if (sort(after).filter(each -> each == Schema.Type.Sort.DOMAIN).isPresent()) {
      return "alter-type-base-to-domain";
    }
    if (before.word().equals("numeric")) {
      return after.modifiers().isEmpty()
          ? "alter-type-numeric-unlimited"
          : "alter-type-numeric-widen";
    }
    if (before.word().equals("text")) {
      return "alter-type-text-to-varchar-unlimited";
    }
    return after.word().equals("text") ? "alter-type-varchar-to-text" : "alter-type-widen";
  }

  /// As seen of a timestamp in UTC: indexes are built anew, rows are not.
  private Part indexes() {
    return form(
        type.mayBeIndexed() ? "alter-type-timestamptz-utc-indexed" : "alter-type-timestamptz-utc");
  }

  private Part utc() {
    return Part.oneOf(
        "the time zone of the session isn't known",
        form("alter-type-timestamptz"),
        form(
            type.mayBeIndexed()
                ? "alter-type-timestamptz-utc-indexed"
                : "alter-type-timestamptz-utc"));
  }
}
