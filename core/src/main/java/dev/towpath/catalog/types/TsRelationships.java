package dev.towpath.catalog.types;

import dev.towpath.catalog.shape.Column;
import dev.towpath.catalog.shape.ForeignKey;
import dev.towpath.catalog.shape.Name;
import dev.towpath.catalog.shape.Relation;
import dev.towpath.catalog.shape.Shape;
import dev.towpath.catalog.shape.View;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Which rows a client may ask for together: by each foreign key, from and to its tables and the
/// views that show all of its columns. Only within one schema: clients can't reach into another.
final class TsRelationships {
  /// A view that shows the same columns so often is no use to a client.
  private static final int MOST_WAYS = 64;

  private static final Comparator<Relationship> ORDER =
      Comparator.comparing(Relationship::key, ClientOrder.NAMES)
          .thenComparing(Relationship::target, ClientOrder.NAMES)
          .thenComparing(each -> each.references().toString(), ClientOrder.NAMES)
          .thenComparing(each -> each.columns().toString(), ClientOrder.NAMES);

  private final Shape shape;

  /// For a column of a table: the views that show it, with their names for it.
  private final Map<View.Origin, Map<Name, List<String>>> shown = new HashMap<>();

  private final Map<Name, List<Relationship>> bySource = new HashMap<>();

  private record Relationship(
      String key, List<String> columns, boolean oneToOne, String target, List<String> references) {}

  /// A table or a view with its columns for those of a key.
  private record End(Name relation, List<String> columns) {}

  TsRelationships(Shape shape) {
    this.shape = shape;
    shape.relations().values().stream().filter(Relation::isView).forEach(this::show);
    shape.relations().values().stream()
        .filter(relation -> relation.isTable() && !relation.isPartition())
        .forEach(table -> table.foreignKeys().forEach(key -> add(table, key)));
  }

  private void show(Relation view) {
    for (Column column : view.columns()) {
      shape
          .stored(view.name(), column.name())
          .ifPresent(
              origin ->
                  shown
                      .computeIfAbsent(
                          place(origin.relation(), origin.column()), _ -> new LinkedHashMap<>())
                      .computeIfAbsent(view.name(), _ -> new ArrayList<>())
                      .add(column.name()));
    }
  }

  private static View.Origin place(Name relation, String column) {
    return new View.Origin(relation, column, true);
  }

  private void add(Relation table, ForeignKey key) {
    List<End> targets = ends(key.target(), key.references());
    boolean oneToOne = table.isUnique(key.columns());
    for (End source : ends(table.name(), key.columns())) {
      for (End target : targets) {
        if (source.relation().schema().equals(target.relation().schema())) {
          bySource
              .computeIfAbsent(source.relation(), _ -> new ArrayList<>())
              .add(
                  new Relationship(
                      key.name(),
                      source.columns(),
                      oneToOne,
                      target.relation().name(),
                      target.columns()));
        }
      }
    }
  }

  private List<End> ends(Name table, List<String> columns) {
    List<End> ends = new ArrayList<>();
    ends.add(new End(table, columns));
    shown
        .getOrDefault(place(table, columns.getFirst()), Map.of())
        .keySet()
        .forEach(view -> ways(table, columns, view).forEach(way -> ends.add(new End(view, way))));
    return ends;
  }

  private List<List<String>> ways(Name table, List<String> columns, Name view) {
    List<List<String>> ways = List.of(List.of());
    for (String column : columns) {
      List<String> names =
          shown.getOrDefault(place(table, column), Map.of()).getOrDefault(view, List.of());
      ways =
          ways.stream()
              .flatMap(way -> names.stream().map(name -> with(way, name)))
              .limit(MOST_WAYS)
              .toList();
    }
    return ways;
  }

  private static List<String> with(List<String> way, String name) {
    return Stream.concat(way.stream(), Stream.of(name)).toList();
  }

  Ts of(Relation relation) {
    return new Ts.Tuple(
        bySource.getOrDefault(relation.name(), List.of()).stream()
            .sorted(ORDER)
            .map(TsRelationships::written)
            .toList());
  }

  private static Ts written(Relationship each) {
    return new Ts.Fields(
        List.of(
            Ts.Field.of("foreignKeyName", Ts.text(each.key())),
            Ts.Field.of("columns", Ts.tuple(each.columns().stream())),
            Ts.Field.of("isOneToOne", Ts.word(String.valueOf(each.oneToOne()))),
            Ts.Field.of("referencedRelation", Ts.text(each.target())),
            Ts.Field.of("referencedColumns", Ts.tuple(each.references().stream()))),
        false);
  }
}
