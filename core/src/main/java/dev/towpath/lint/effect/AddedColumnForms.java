package dev.towpath.lint.effect;

import dev.towpath.lint.effect.Part.Form;
import dev.towpath.lint.effect.Part.Unknown;
import dev.towpath.lint.locks.Role;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.lint.schema.TypeText;
import dev.towpath.sql.syntax.ConstrType;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What ADD COLUMN costs: the column itself by its type and its default, and each of its
/// constraints.
final class AddedColumnForms {
  private final Known known;
  private final Name table;
  private final Node.ColumnDef column;

  private AddedColumnForms(Known known, Name table, Node.ColumnDef column) {
    this.known = known;
    this.table = table;
    this.column = column;
  }

  static List<Part> of(Known known, Name table, Node.AlterTableCmd command) {
    if (!(command.def() instanceof Node.ColumnDef column) || column.typeName() == null) {
      return List.of(new Unknown("the statement names no type"));
    }
    boolean there = known.table(table).flatMap(each -> each.column(column.colname())).isPresent();
    return command.missingOk() && there
        ? List.of(Form.of("add-column", Role.TABLE, table))
        : new AddedColumnForms(known, table, column).parts();
  }

  private List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    for (Node each : column.constraints()) {
      if (each instanceof Node.Constraint constraint) {
        constraint(constraint).ifPresent(parts::add);
      }
    }
    Part own = column();
    boolean said =
        own instanceof Form form
            && (form.name().equals("add-column") || form.name().equals("add-column-default"));
    if (parts.isEmpty() || !said) {
      parts.addFirst(own);
    }
    return parts;
  }

  private Form form(String name) {
    return Form.of(name, Role.TABLE, table);
  }

  private Optional<Node.Constraint> find(ConstrType type) {
    return column.constraints().stream()
        .filter(Node.Constraint.class::isInstance)
        .map(Node.Constraint.class::cast)
        .filter(each -> each.contype() == type)
        .findFirst();
  }

  /// The default, if it is another than null.
  private Optional<Node> given() {
    return find(ConstrType.CONSTR_DEFAULT)
        .flatMap(each -> Optional.ofNullable(each.rawExpr()))
        .filter(each -> !(each instanceof Node.A_Const constant && constant.isnull()));
  }

  private boolean hasValue() {
    return given().isPresent() || !written().isEmpty();
  }

  private Optional<Part> constraint(Node.Constraint constraint) {
    boolean enforced = find(ConstrType.CONSTR_ATTR_NOT_ENFORCED).isEmpty();
    String end = hasValue() ? "-default" : "";
    // PostgreSQL looks whether a default is written, not whether it is null.
    boolean looks = hasValue() || find(ConstrType.CONSTR_DEFAULT).isPresent();
    return switch (constraint.contype()) {
      case CONSTR_FOREIGN ->
          Optional.of(
              enforced
                  ? form("add-column-references" + (looks ? "-default" : ""))
                      .with(Role.REFERENCED, referenced(constraint))
                  : form("add-foreign-key-not-enforced")
                      .with(Role.REFERENCED, referenced(constraint)));
      case CONSTR_CHECK ->
          Optional.of(form(enforced ? "add-column-check" + end : "add-check-not-enforced"));
      case CONSTR_UNIQUE -> Optional.of(form("add-column-unique"));
      case CONSTR_PRIMARY -> Optional.of(form("add-primary-key"));
      default -> Optional.empty();
    };
  }

  private List<Name> referenced(Node.Constraint constraint) {
    Name referenced = known.name(constraint.pktable());
    return referenced.equals(table) ? List.of() : List.of(referenced);
  }

  private Part column() {
    String written = written();
    if (!written.isEmpty()) {
      return form(written);
    }
    return domain().map(this::ofDomain).orElseGet(this::ofType);
  }

  /// The form of a column whose value is made for each row; empty for others.
  private String written() {
    if (TypeText.isSerial(column)) {
      return "add-column-serial";
    }
    if (find(ConstrType.CONSTR_IDENTITY).isPresent()) {
      return "add-column-identity";
    }
    return find(ConstrType.CONSTR_GENERATED)
        .map(each -> each.generatedKind().equals("v") ? "add-column-virtual" : "add-column-stored")
        .orElse("");
  }

  private Optional<Schema.Type> domain() {
    return Optional.ofNullable(column.typeName())
        .filter(type -> type.arrayBounds().isEmpty())
        .flatMap(type -> known.schema().type(Name.of(type.names())))
        .filter(type -> type.sort() == Schema.Type.Sort.DOMAIN);
  }

  private Part ofDomain(Schema.Type domain) {
    String end = given().isPresent() ? "-default" : "";
    return form(
        (domain.constrained() ? "add-column-constrained-domain" : "add-column-domain") + end);
  }

  private Part ofType() {
    Form plain = form(withDefault());
    if (isOfTheGrammar() || known.schema().type(type()).isPresent()) {
      return isUnsure() ? unsure(plain) : plain;
    }
    return Part.oneOf(
        "whether type %s is a domain with a constraint isn't known".formatted(type()),
        plain,
        form("add-column-constrained-domain"));
  }

  private Name type() {
    return Name.of(Objects.requireNonNull(column.typeName()).names());
  }

  private boolean isOfTheGrammar() {
    return BuiltInTypes.has(type());
  }

  private String withDefault() {
    boolean required = find(ConstrType.CONSTR_NOTNULL).isPresent();
    if (given().isEmpty()) {
      return required ? "add-column-not-null" : "add-column";
    }
    if (!VolatileFunction.in(known.schema(), given().get()).isEmpty()) {
      return "add-column-volatile-default";
    }
    if (isStable(given().get())) {
      return "add-column-stable-default";
    }
    return required ? "add-column-not-null-default" : "add-column-default";
  }

  private static boolean isStable(Node given) {
    return !Nodes.find(given, Node.FuncCall.class).isEmpty()
        || !Nodes.find(given, Node.SQLValueFunction.class).isEmpty();
  }

  /// Whether the default calls a function of which it isn't known whether it is volatile.
  private boolean isUnsure() {
    return given().isPresent()
        && VolatileFunction.in(known.schema(), given().get()).isEmpty()
        && Nodes.find(given().get(), Node.FuncCall.class).stream()
            .map(call -> Name.of(call.funcname()))
            .anyMatch(name -> !VolatileFunction.isKnown(known.schema(), name));
  }

  private Part unsure(Form plain) {
    return Part.oneOf(
        "whether the default's function is volatile isn't known",
        plain,
        form("add-column-volatile-default"));
  }
}
