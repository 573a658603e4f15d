package dev.towpath.lint.schema;

import dev.towpath.sql.syntax.ConstrType;
import dev.towpath.sql.syntax.Node;
import java.util.List;

/// What CREATE DOMAIN and ALTER DOMAIN do.
final class DomainChange {
  private DomainChange() {}

  static void apply(Schema schema, Node.CreateDomainStmt create) {
    String base = create.typeName() == null ? "" : TypeText.of(create.typeName());
    boolean constrained = create.constraints().stream().anyMatch(DomainChange::constrains);
    put(schema, Name.of(create.domainname()), base, constrained, schema.isDeploying());
  }

  /// `C` adds a constraint and `O` is SET NOT NULL; whether a drop leaves one isn't known.
  static void apply(Schema schema, Node.AlterDomainStmt alter) {
    if (alter.subtype().equals("C") || alter.subtype().equals("O")) {
      Name name = Name.of(alter.typeName());
      schema
          .type(name)
          .ifPresentOrElse(
              type -> put(schema, type.name(), type.base(), true, type.born()),
              () -> put(schema, name, "", true, false));
    }
  }

  private static boolean constrains(Node element) {
    return element instanceof Node.Constraint constraint
        && (constraint.contype() == ConstrType.CONSTR_CHECK
            || constraint.contype() == ConstrType.CONSTR_NOTNULL);
  }

  private static void put(
      Schema schema, Name name, String base, boolean constrained, boolean born) {
    schema.put(
        new Schema.Type(
            schema.qualified(name),
            Schema.Type.Sort.DOMAIN,
            List.of(),
            List.of(),
            base,
            constrained,
            born));
  }
}
