package dev.towpath.lint.effect;

import dev.towpath.lint.effect.Part.Form;
import dev.towpath.lint.effect.Part.Unknown;
import dev.towpath.lint.locks.Role;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.lint.schema.Table;
import dev.towpath.sql.syntax.DropBehavior;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.ObjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What DROP does.
final class DropForms {
  private final Known known;
  private final Node.DropStmt drop;

  private DropForms(Known known, Node.DropStmt drop) {
    this.known = known;
    this.drop = drop;
  }

  static List<Part> of(Known known, Node.DropStmt drop) {
    DropForms forms = new DropForms(known, drop);
    return drop.objects().stream().flatMap(object -> forms.of(object).stream()).toList();
  }

  private boolean cascade() {
    return drop.behavior() == DropBehavior.DROP_CASCADE;
  }

  private List<Part> of(Node object) {
    Name name = Name.ofObject(object);
    return switch (drop.removeType()) {
      case OBJECT_TABLE -> table(known.name(name));
      case OBJECT_VIEW, OBJECT_MATVIEW -> views(known.name(name));
      case OBJECT_INDEX -> List.of(index(name));
      case OBJECT_TRIGGER -> List.of(onTable(object, "drop-trigger"));
      case OBJECT_POLICY -> List.of(onTable(object, "drop-policy"));
      case OBJECT_RULE -> List.of(onTable(object, "drop-rule"));
      case OBJECT_TYPE, OBJECT_DOMAIN -> List.of(type(name));
      case OBJECT_SEQUENCE -> List.of(alone("drop-sequence", Role.SEQUENCE, known.name(name)));
      case OBJECT_FUNCTION, OBJECT_PROCEDURE, OBJECT_ROUTINE ->
          List.of(alone("drop-function", Role.FUNCTION, routine(name)));
      case OBJECT_SCHEMA -> List.of(schema(Name.word(object)));
      case OBJECT_PUBLICATION -> List.of(Form.of("drop-publication", Role.PUBLICATION, name));
      default -> List.of(new Unknown("such a DROP isn't in the lock table"));
    };
  }

  private Part alone(String form, Role role, Name name) {
    return cascade()
        ? new Unknown("what CASCADE drops with %s isn't known".formatted(name))
        : Form.of(form, role, name);
  }

  private Name routine(Name name) {
    return known.schema().routine(name).map(each -> each.name()).orElse(known.name(name));
  }

  private List<Part> table(Name table) {
    Optional<Table> there = known.table(table);
    if (there.isEmpty() && drop.missingOk()) {
      return List.of(new Unknown("whether %s is there isn't known".formatted(table)));
    }
    List<Part> parts = new ArrayList<>();
    parts.add(
        there
            .flatMap(Table::partitionOf)
            .map(parent -> partition(parent, table))
            .orElseGet(() -> whole(table)));
    List<Name> referencing = known.referencing(table);
    if (!referencing.isEmpty()) {
      parts.add(
          cascade()
              ? Form.of("drop-table-cascade", Role.TABLE, table).with(Role.REFERENCING, referencing)
              : new Unknown("PostgreSQL refuses it: foreign keys point to %s".formatted(table)));
      parts.removeIf(part -> part instanceof Form form && form.name().equals("drop-table"));
    }
    if (cascade()) {
      parts.addAll(falling(table));
    }
    return parts;
  }

  private Part whole(Name table) {
    if (known.isPartitioned(table)) {
      return Form.of("drop-parent", Role.PARENT, table)
          .with(Role.PARTITION, known.partitions(table));
    }
    List<Name> referenced = known.referenced(table, "");
    return referenced.isEmpty()
        ? Form.of("drop-table", Role.TABLE, table)
        : Form.of("drop-table-referencing", Role.TABLE, table).with(Role.REFERENCED, referenced);
  }

  private Part partition(Name parent, Name table) {
    Form form = Form.of("drop-partition", Role.PARENT, parent).with(Role.PARTITION, List.of(table));
    return known
        .defaultPartition(parent)
        .filter(rest -> !rest.equals(table))
        .map(
            rest ->
                new Form("drop-partition-with-default", form.objects())
                    .with(Role.DEFAULT_PARTITION, List.of(rest)))
        .orElse(form);
  }

  /// The views that go with a relation.
  private List<Part> falling(Name relation) {
    Set<String> falling = known.schema().views().fallingWith(relation);
    List<Part> parts = new ArrayList<>();
    for (Table each : known.schema().tables()) {
      if (falling.contains(each.name().toString())) {
        parts.add(view(each.name()));
      }
    }
    return parts;
  }

  private List<Part> views(Name view) {
    List<Part> parts = new ArrayList<>(List.of(view(view)));
    if (cascade()) {
      parts.addAll(falling(view));
    }
    return parts;
  }

  private Form view(Name view) {
    return known.is(view, Table.Sort.MATERIALIZED_VIEW)
        ? Form.of("drop-materialized-view", Role.MATERIALIZED_VIEW, view)
        : Form.of("drop-view", Role.VIEW, view);
  }

  private Part index(Name index) {
    Optional<Name> table = known.indexed(index);
    if (table.filter(known::isPartitioned).isPresent()) {
      return Form.of("drop-index-parent", Role.PARENT, table.get())
          .with(Role.PARTITION, known.partitions(table.get()));
    }
    return IndexForms.onIndex(
        known, index, drop.concurrent() ? "drop-index-concurrently" : "drop-index");
  }

  /// The parts of the name are the table's and then the object's own.
  private Part onTable(Node object, String form) {
    if (object instanceof Node.List list && list.items().size() > 1) {
      List<Node> table = list.items().subList(0, list.items().size() - 1);
      Form dropped = Form.of(form, Role.TABLE, known.name(Name.of(table)));
      // A table without it is looked at for a moment, and not locked.
      return drop.missingOk() && !isThere(object, known.name(Name.of(table)))
          ? new Unknown("whether %s is there isn't known".formatted(last(object)))
          : dropped;
    }
    return new Unknown("the statement names no table");
  }

  private boolean isThere(Node object, Name table) {
    Schema schema = known.schema();
    return switch (drop.removeType()) {
      case OBJECT_TRIGGER -> schema.triggers().has(schema.triggers().dropped(object));
      case OBJECT_POLICY ->
          known
              .table(table)
              .filter(it -> it.policies().stream().anyMatch(p -> p.name().equals(last(object))))
              .isPresent();
      default -> true;
    };
  }

  private static String last(Node object) {
    return object instanceof Node.List list ? Name.word(list.items().getLast()) : "";
  }

  private Part type(Name name) {
    Name whole = known.schema().type(name).map(each -> each.name()).orElse(known.name(name));
    if (!cascade()) {
      return Form.of("drop-type", Role.TYPE, whole);
    }
    String form =
        drop.removeType() == ObjectType.OBJECT_TYPE ? "drop-type-cascade" : "drop-domain-cascade";
    return Form.of(form, Role.TYPE, whole).with(Role.TABLE, known.using(whole));
  }

  private Part schema(String schema) {
    Name name = new Name("", schema);
    if (!cascade()) {
      return Form.of("drop-schema", Role.SCHEMA, name);
    }
    List<Name> tables =
        known.schema().tables().stream()
            .map(Table::name)
            .filter(each -> each.schema().equals(schema))
            .toList();
    return Form.of("drop-schema-cascade", Role.SCHEMA, name).with(Role.TABLE, tables);
  }
}
