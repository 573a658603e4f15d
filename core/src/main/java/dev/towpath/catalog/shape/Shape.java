package dev.towpath.catalog.shape;

import dev.towpath.catalog.Catalog;
import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// A catalog put together.
///
/// @param relations tables, views and composite types by their names
/// @param types enums, domains, ranges and base types by their names
/// @param routines functions, procedures and aggregates, sorted
/// @param others what stands on its own beside these, schemas among them, sorted
public record Shape(
    SortedMap<Name, Relation> relations,
    Map<Name, CatalogObject> types,
    List<Routine> routines,
    List<CatalogObject> others) {
  private static final Comparator<Name> ORDER =
      Comparator.comparing(Name::schema).thenComparing(Name::name);
  private static final Set<Kind> RELATIONS =
      EnumSet.of(
          Kind.TABLE, Kind.FOREIGN_TABLE, Kind.VIEW, Kind.MATERIALIZED_VIEW, Kind.COMPOSITE_TYPE);
  private static final Set<Kind> TYPES =
      EnumSet.of(Kind.ENUM, Kind.DOMAIN, Kind.RANGE_TYPE, Kind.BASE_TYPE);
  private static final Set<Kind> ROUTINES =
      EnumSet.of(Kind.FUNCTION, Kind.PROCEDURE, Kind.AGGREGATE);

  public static Shape of(Catalog catalog) {
    Map<Name, List<CatalogObject>> parts = new HashMap<>();
    Map<Name, CatalogObject> types = new TreeMap<>(ORDER);
    List<Routine> routines = new ArrayList<>();
    List<CatalogObject> others = new ArrayList<>();
    List<CatalogObject> found = new ArrayList<>();
    for (CatalogObject object : catalog.objects()) {
      Kind kind = object.name().kind();
      Name name = new Name(object.name().schema(), object.name().name());
      if (!object.name().parent().isEmpty()) {
        Name parent = new Name(object.name().schema(), object.name().parent());
        parts.computeIfAbsent(parent, _ -> new ArrayList<>()).add(object);
      } else if (RELATIONS.contains(kind)) {
        found.add(object);
      } else if (TYPES.contains(kind)) {
        types.put(name, object);
      } else if (ROUTINES.contains(kind)) {
        routines.add(Routine.of(object));
      } else {
        others.add(object);
      }
    }
    SortedMap<Name, Relation> relations = new TreeMap<>(ORDER);
    for (CatalogObject object : found) {
      Name name = new Name(object.name().schema(), object.name().name());
      relations.put(name, relation(object, parts.getOrDefault(name, List.of())));
    }
    return new Shape(relations, types, List.copyOf(routines), List.copyOf(others));
  }

  private static Relation relation(CatalogObject object, List<CatalogObject> parts) {
    Kind kind = object.name().kind();
    Map<String, String> properties = object.properties();
    Optional<View> view =
        kind == Kind.VIEW || kind == Kind.MATERIALIZED_VIEW
            ? Optional.of(ViewReader.read(properties.getOrDefault("definition", "")))
            : Optional.empty();
    List<String> order =
        view.map(View::columns)
            .orElseGet(() -> new Cursor(properties.getOrDefault("column order", "")).names());
    Map<String, Integer> places = new HashMap<>();
    order.forEach(name -> places.put(name, places.size()));
    List<Column> columns =
        parts.stream()
            .filter(part -> part.name().kind() == Kind.COLUMN)
            .map(Column::new)
            .sorted(Comparator.comparing(c -> places.getOrDefault(c.name(), places.size())))
            .toList();
    return new Relation(
        object,
        columns,
        parts.stream().filter(part -> part.name().kind() != Kind.COLUMN).toList(),
        view);
  }

  public Optional<Relation> relation(Name name) {
    return Optional.ofNullable(relations.get(name));
  }

  /// Where a column is stored: through views down to a table; empty where that isn't clear.
  ///
  /// `kept` says whether it is null only where the stored one is.
  public Optional<View.Origin> stored(Name relation, String column) {
    View.Origin at = new View.Origin(relation, column, true);
    for (int depth = 0; depth <= relations.size(); depth++) {
      Optional<Relation> here = relation(at.relation());
      if (here.isEmpty() || here.get().isTable()) {
        return here.isPresent() ? Optional.of(at) : Optional.empty();
      }
      Map<String, View.Origin> origins = here.get().view().map(View::origins).orElse(Map.of());
      View.Origin next = origins.get(at.column());
      if (next == null) {
        return Optional.empty();
      }
      at = new View.Origin(next.relation(), next.column(), at.kept() && next.kept());
    }
    return Optional.empty();
  }
}
