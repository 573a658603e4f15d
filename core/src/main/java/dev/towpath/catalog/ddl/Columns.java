package dev.towpath.catalog.ddl;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.Kind;
import dev.towpath.catalog.ObjectName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The columns that tables really have: a catalog leaves out a partition's column that is as its
/// parent's.
final class Columns {
  /// What a partition or a child table has from its parent when it is made.
  private static final Set<String> BORN =
      Set.of(
          "type",
          "collation",
          "default",
          "not null",
          "generated",
          "identity",
          "storage",
          "compression");

  /// What ALTER TABLE changes in partitions and child tables along with the parent.
  private static final Set<String> HANDED_DOWN =
      Set.of(
          "type",
          "collation",
          "default",
          "not null",
          "generated",
          "identity",
          "storage",
          "statistics target");

  private static final String IDENTITY = "identity";

  /// Since then a partition's column is an identity column if its parent's is.
  private static final int PARTITIONS_HAVE_IDENTITY = 17;

  private Columns() {}

  /// The columns of a relation by name, in their order.
  static Map<String, CatalogObject> of(ObjectName table, Side side) {
    Map<String, CatalogObject> columns = new LinkedHashMap<>();
    if (side.isPartition(table)) {
      for (ObjectName parent : side.parents(table)) {
        of(parent, side).forEach((name, column) -> columns.put(name, moved(column, table)));
      }
    }
    for (CatalogObject column : side.columns(table)) {
      columns.put(column.name().name(), column);
    }
    return columns;
  }

  /// The parents that hand their columns down, the type of a typed table among them.
  static List<ObjectName> parents(ObjectName table, Side side) {
    boolean typed = side.find(table).map(t -> t.properties().containsKey("of type")).orElse(false);
    return side.needs(table).stream()
        .filter(
            name ->
                name.kind() == Kind.TABLE
                    || name.kind() == Kind.FOREIGN_TABLE
                    || (typed && name.kind() == Kind.COMPOSITE_TYPE))
        .toList();
  }

  /// A parent's column as a child has it that is made now.
  static CatalogObject inherited(CatalogObject column, ObjectName table, Side side) {
    Map<String, String> kept = new TreeMap<>(column.properties());
    kept.keySet().retainAll(BORN);
    if (!sharesIdentity(table, side)) {
      kept.remove(IDENTITY);
    }
    return CatalogObject.of(named(column, table), kept);
  }

  /// A column with what changed in its parent's, as far as that is handed down.
  static CatalogObject following(CatalogObject column, ObjectName table, Change parent, Side side) {
    Map<String, String> properties = new TreeMap<>(column.properties());
    Set<String> names = new TreeSet<>(parent.names());
    names.retainAll(HANDED_DOWN);
    if (!sharesIdentity(table, side)) {
      names.remove(IDENTITY);
    }
    for (String name : names) {
      parent
          .now(name)
          .ifPresentOrElse(value -> properties.put(name, value), () -> properties.remove(name));
    }
    return CatalogObject.of(column.name(), properties);
  }

  /// A child by inheritance never does.
  private static boolean sharesIdentity(ObjectName table, Side side) {
    return side.major() >= PARTITIONS_HAVE_IDENTITY && side.isPartition(table);
  }

  private static CatalogObject moved(CatalogObject column, ObjectName table) {
    Map<String, String> kept = new TreeMap<>(column.properties());
    kept.keySet().removeIf(Finish::covers);
    return CatalogObject.of(named(column, table), kept);
  }

  private static ObjectName named(CatalogObject column, ObjectName table) {
    return new ObjectName(Kind.COLUMN, table.schema(), table.name(), column.name().name());
  }
}
