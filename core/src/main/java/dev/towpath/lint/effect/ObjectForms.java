package dev.towpath.lint.effect;

import dev.towpath.lint.effect.Part.Form;
import dev.towpath.lint.effect.Part.Unknown;
import dev.towpath.lint.locks.Role;
import dev.towpath.lint.schema.Name;
import dev.towpath.sql.syntax.AlterPublicationAction;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import java.util.List;
import java.util.Optional;

/// What statements on types, domains, sequences, functions, schemas and publications do.
final class ObjectForms {
  private final Known known;

  private ObjectForms(Known known) {
    this.known = known;
  }

  static Part of(Known known, Node statement) {
    ObjectForms forms = new ObjectForms(known);
    return switch (statement) {
      case Node.CreateEnumStmt _, Node.CompositeTypeStmt _, Node.CreateRangeStmt _ ->
          Form.of("create-type");
      case Node.AlterEnumStmt alter -> forms.alterEnum(alter);
      case Node.CreateDomainStmt _ -> Form.of("create-domain");
      case Node.AlterDomainStmt alter -> forms.alterDomain(alter);
      case Node.CreateSeqStmt _ -> Form.of("create-sequence");
      case Node.AlterSeqStmt alter -> forms.alterSequence(alter);
      case Node.CreateFunctionStmt create ->
          Form.of(create.replace() ? "create-or-replace-function" : "create-function");
      case Node.AlterFunctionStmt _ -> Form.of("alter-function");
      case Node.CreateSchemaStmt create when create.schemaElts().isEmpty() ->
          Form.of("create-schema");
      case Node.CreateExtensionStmt _ -> Form.of("create-extension");
      case Node.CreateEventTrigStmt _ -> Form.of("create-event-trigger");
      case Node.AlterDefaultPrivilegesStmt _ -> Form.of("alter-default-privileges");
      case Node.CreatePublicationStmt create -> forms.publish(create);
      case Node.AlterPublicationStmt alter -> forms.publish(alter);
      default -> new Unknown("such a statement isn't in the lock table");
    };
  }

  private Name type(List<Node> parts) {
    Name name = Name.of(parts);
    return known.schema().type(name).map(each -> each.name()).orElse(known.name(name));
  }

  private Part alterEnum(Node.AlterEnumStmt alter) {
    return Form.of(
        alter.oldVal().isEmpty() ? "alter-enum-add-value" : "alter-enum-rename-value",
        Role.TYPE,
        type(alter.typeName()));
  }

  /// The subtypes are letters of the grammar's own.
  private Part alterDomain(Node.AlterDomainStmt alter) {
    Name type = type(alter.typeName());
    boolean later =
        alter.def() instanceof Node.Constraint constraint && constraint.skipValidation();
    return switch (alter.subtype()) {
      case "C" -> later ? Form.of("alter-domain-add-check-not-valid", Role.TYPE, type) : read(type);
      case "V" -> named(type, "alter-domain-validate");
      case "O" -> named(type, "alter-domain-set-not-null");
      case "T" -> Form.of("alter-domain-set-default");
      case "X" -> Form.of("alter-domain-drop-constraint");
      default -> new Unknown("such an ALTER DOMAIN isn't in the lock table");
    };
  }

  private Part read(Name type) {
    return named(type, "alter-domain-add-check");
  }

  private Part named(Name type, String form) {
    return Form.of(form, Role.TYPE, type).with(Role.TABLE, known.using(type));
  }

  private Part alterSequence(Node.AlterSeqStmt alter) {
    Name name = known.name(alter.sequence());
    Optional<Node.DefElem> owner = option(alter, "owned_by");
    if (owner.isPresent()) {
      List<Node> column = owner.get().arg() instanceof Node.List list ? list.items() : List.of();
      Form form = Form.of("alter-sequence-owned-by", Role.SEQUENCE, name);
      return column.size() < 2
          ? form
          : form.with(
              Role.TABLE, List.of(known.name(Name.of(column.subList(0, column.size() - 1)))));
    }
    return Form.of(
        option(alter, "restart").isPresent() ? "alter-sequence-restart" : "alter-sequence",
        Role.SEQUENCE,
        name);
  }

  private static Optional<Node.DefElem> option(Node.AlterSeqStmt alter, String name) {
    return alter.options().stream()
        .filter(Node.DefElem.class::isInstance)
        .map(Node.DefElem.class::cast)
        .filter(option -> option.defname().equals(name))
        .findFirst();
  }

  private List<Name> published(Node statement) {
    return Nodes.find(statement, Node.PublicationTable.class).stream()
        .flatMap(each -> Optional.ofNullable(each.relation()).stream())
        .map(known::name)
        .toList();
  }

  private Part publish(Node.CreatePublicationStmt create) {
    return create.forAllTables()
        ? Form.of("create-publication-all-tables")
        : Form.of("create-publication").with(Role.TABLE, published(create));
  }

  private Part publish(Node.AlterPublicationStmt alter) {
    if (alter.pubobjects().isEmpty() || alter.action() == AlterPublicationAction.AP_SetObjects) {
      return new Unknown("such an ALTER PUBLICATION isn't in the lock table");
    }
    boolean adds = alter.action() == AlterPublicationAction.AP_AddObjects;
    return Form.of(adds ? "alter-publication-add-table" : "alter-publication-drop-table")
        .with(Role.PUBLICATION, List.of(new Name("", alter.pubname())))
        .with(Role.TABLE, published(alter));
  }
}
