package dev.towpath.catalog.types;

import dev.towpath.catalog.Kind;
import dev.towpath.catalog.Quoted;
import dev.towpath.catalog.shape.Changes;
import dev.towpath.catalog.shape.Column;
import dev.towpath.catalog.shape.Relation;
import dev.towpath.catalog.shape.Shape;
import dev.towpath.catalog.types.Ts.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Tables, views and composite types for clients in TypeScript.
final class TsRelations {
  private static final Comparator<Column> BY_NAME =
      Comparator.comparing(Column::name, ClientOrder.NAMES);
  private static final Ts NEVER = Ts.word("never");

  private final Shape shape;
  private final TsTypes types;
  private final TsRelationships relationships;
  private final Changes changes;
  private final TsFunctions functions;

  TsRelations(Shape shape, TsTypes types, TsFunctions functions) {
    this.shape = shape;
    this.types = types;
    this.relationships = new TsRelationships(shape);
    this.changes = new Changes(shape);
    this.functions = functions;
  }

  Ts tables(String schema) {
    return Ts.section(
        in(schema)
            .filter(Relation::isTable)
            .map(table -> Field.of(table.name().name(), table(table))));
  }

  Ts views(String schema) {
    return Ts.section(
        in(schema).filter(Relation::isView).map(view -> Field.of(view.name().name(), view(view))));
  }

  Ts composites(String schema) {
    return Ts.section(
        in(schema)
            .filter(relation -> relation.kind() == Kind.COMPOSITE_TYPE)
            .map(type -> Field.of(type.name().name(), composite(type))));
  }

  /// Partitions are their table's affair.
  private Stream<Relation> in(String schema) {
    return shape.relations().values().stream()
        .filter(relation -> relation.name().schema().equals(schema) && !relation.isPartition())
        .sorted(Comparator.comparing(relation -> relation.name().name(), ClientOrder.NAMES));
  }

  private Ts table(Relation table) {
    List<Field> parts = read(table);
    parts.add(Field.of("Insert", given(table, true)));
    parts.add(Field.of("Update", given(table, false)));
    parts.add(Field.of("Relationships", relationships.of(table)));
    return new Ts.Fields(parts, false);
  }

  private Ts view(Relation view) {
    List<Field> parts = read(view);
    if (changes.possible(view)) {
      parts.add(Field.of("Insert", throughView(view)));
      parts.add(Field.of("Update", throughView(view)));
    }
    parts.add(Field.of("Relationships", relationships.of(view)));
    return new Ts.Fields(parts, false);
  }

  private List<Field> read(Relation relation) {
    List<Field> computed = functions.computed(relation);
    Ts names =
        computed.isEmpty()
            ? NEVER
            : Ts.union(computed.stream().map(each -> computedName(each.key())).toList());
    Stream<Field> row = Stream.concat(functions.row(relation).stream(), computed.stream());
    return new ArrayList<>(
        List.of(
            Field.of("Row", new Ts.Fields(row.toList(), false)),
            Field.of("ComputedFields", names)));
  }

  private static String computedName(String key) {
    return key.startsWith("\"") ? key : Quoted.of(key);
  }

  /// What a client gives for a new row, or for a change of one.
  private Ts given(Relation table, boolean insert) {
    return new Ts.Fields(
        table.columns().stream()
            .sorted(BY_NAME)
            .map(column -> given(table, column, insert))
            .toList(),
        false);
  }

  private Field given(Relation table, Column column, boolean insert) {
    if (!changes.possible(table, column)) {
      return Field.optional(column.name(), NEVER);
    }
    boolean nullable = types.nullable(table, column);
    boolean optional =
        !insert || nullable || column.hasDefault() || Domains.hasDefault(shape, column.type());
    return Field.of(column.name(), types.of(column, nullable)).withOptional(optional);
  }

  private Ts throughView(Relation view) {
    return new Ts.Fields(
        view.columns().stream()
            .sorted(BY_NAME)
            .map(
                column ->
                    Field.optional(
                        column.name(),
                        changes.possible(view, column) ? types.of(column, true) : NEVER))
            .toList(),
        false);
  }

  private Ts composite(Relation type) {
    return new Ts.Fields(
        type.columns().stream()
            .map(attribute -> Field.of(attribute.name(), Ts.nullable(types.of(attribute.type()))))
            .toList(),
        false);
  }
}
