package dev.towpath.lint.effect;

import dev.towpath.lint.effect.Part.Form;
import dev.towpath.lint.locks.Role;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.TableConstraint;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What CREATE TABLE does to tables that are there.
final class NewTableForms {
  private NewTableForms() {}

  static List<Part> of(Known known, Node.CreateStmt create) {
    Name own = known.name(create.relation());
    if (create.ifNotExists() && known.isComplete(own)) {
      return List.of();
    }
    List<Part> parts = new ArrayList<>();
    for (Name referenced : referenced(known, create, own)) {
      parts.add(Form.of("create-table-references", Role.REFERENCED, referenced));
    }
    for (Node.TableLikeClause like : Nodes.find(create, Node.TableLikeClause.class)) {
      parts.add(Form.of("create-table-like", Role.TABLE, known.name(like.relation())));
    }
    for (Node each : create.inhRelations()) {
      if (each instanceof Node.RangeVar parent) {
        parts.add(
            create.partbound() == null
                ? Form.of("create-table-inherits", Role.TABLE, known.name(parent))
                : partition(known, known.name(parent), create.partbound()));
      }
    }
    return parts.isEmpty() ? List.of(Form.of("create-table")) : parts;
  }

  private static List<Name> referenced(Known known, Node.CreateStmt create, Name own) {
    return Nodes.find(create, Node.Constraint.class).stream()
        .flatMap(key -> Optional.ofNullable(key.pktable()).stream())
        .map(known::name)
        .filter(each -> !each.equals(own))
        .distinct()
        .toList();
  }

  private static Part partition(Known known, Name parent, Node.PartitionBoundSpec bound) {
    if (!known.referenced(parent, "").isEmpty()
        || !known.constraints(parent, TableConstraint.Type.FOREIGN_KEY).isEmpty()) {
      return new Part.Unknown(
          "%s has foreign keys, which the new partition takes over".formatted(parent));
    }
    Form alone = Form.of("create-partition-of", Role.PARENT, parent);
    if (bound.isDefault()) {
      return Form.of("create-default-partition", Role.PARENT, parent);
    }
    Form both = Form.of("create-partition-of-with-default", Role.PARENT, parent);
    return known
        .defaultPartition(parent)
        .map(rest -> (Part) both.with(Role.DEFAULT_PARTITION, List.of(rest)))
        .orElse(
            known.isComplete(parent)
                ? alone
                : Part.oneOf(
                    "whether %s has a default partition isn't known".formatted(parent),
                    alone,
                    both));
  }
}
