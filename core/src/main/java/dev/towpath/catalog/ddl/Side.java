package dev.towpath.catalog.ddl;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.Kind;
import dev.towpath.catalog.ObjectName;
import dev.towpath.catalog.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// One of the two snapshots, to be looked things up in.
final class Side {
  private record Whole(String schema, String name) {}

  private final int major;
  private final Map<ObjectName, CatalogObject> objects = new TreeMap<>();
  private final Map<Whole, List<CatalogObject>> parts = new HashMap<>();
  private final Map<ObjectName, Set<ObjectName>> needs;
  private final Map<ObjectName, Set<ObjectName>> needed = new HashMap<>();
  private final Snapshot snapshot;

  Side(Snapshot snapshot) {
    this.snapshot = snapshot;
    this.major = snapshot.catalog().major();
    this.needs = snapshot.needs();
    for (CatalogObject object : snapshot.catalog().objects()) {
      ObjectName name = object.name();
      objects.put(name, object);
      if (!name.parent().isEmpty()) {
        parts
            .computeIfAbsent(new Whole(name.schema(), name.parent()), key -> new ArrayList<>())
            .add(object);
      }
    }
    needs.forEach(
        (from, all) ->
            all.forEach(to -> needed.computeIfAbsent(to, key -> new TreeSet<>()).add(from)));
  }

  int major() {
    return major;
  }

  Collection<CatalogObject> all() {
    return objects.values();
  }

  boolean has(ObjectName name) {
    return objects.containsKey(name);
  }

  Optional<CatalogObject> find(ObjectName name) {
    return Optional.ofNullable(objects.get(name));
  }

  Optional<CatalogObject> find(Kind kind, String schema, String name) {
    return find(new ObjectName(kind, schema, "", name));
  }

  /// What an object can't be without.
  Set<ObjectName> needs(ObjectName name) {
    return needs.getOrDefault(name, Set.of());
  }

  /// What can't be without it.
  Set<ObjectName> needing(ObjectName name) {
    return needed.getOrDefault(name, Set.of());
  }

  /// Everything that has it as parent.
  List<CatalogObject> parts(ObjectName whole) {
    return parts.getOrDefault(new Whole(whole.schema(), whole.name()), List.of()).stream()
        .filter(part -> Parts.canHave(whole.kind(), part.name().kind()))
        .toList();
  }

  /// The columns in the order in which they were made.
  List<CatalogObject> columns(ObjectName whole) {
    return parts(whole).stream()
        .filter(part -> part.name().kind() == Kind.COLUMN)
        .sorted(Comparator.comparingInt(this::position))
        .toList();
  }

  private int position(CatalogObject column) {
    return Optional.ofNullable(snapshot.addresses().get(column.name()))
        .map(address -> address.part())
        .orElse(Integer.MAX_VALUE);
  }

  /// The object that a part belongs to, if the catalog holds it.
  Optional<CatalogObject> whole(ObjectName part) {
    return Parts.WHOLES.stream()
        .filter(kind -> Parts.canHave(kind, part.kind()))
        .map(
            kind ->
                new ObjectName(kind, kind == Kind.SERVER ? "" : part.schema(), "", part.parent()))
        .flatMap(name -> find(name).stream())
        .findFirst();
  }

  /// The tables that a table is a partition or a child of.
  List<ObjectName> parents(ObjectName table) {
    return needs(table).stream()
        .filter(name -> name.kind() == Kind.TABLE || name.kind() == Kind.FOREIGN_TABLE)
        .toList();
  }

  /// The column that a sequence belongs to.
  Optional<ObjectName> owningColumn(ObjectName sequence) {
    return needs(sequence).stream().filter(name -> name.kind() == Kind.COLUMN).findFirst();
  }

  /// The sequence behind an identity column.
  Optional<CatalogObject> identity(ObjectName column) {
    return needing(column).stream()
        .filter(name -> name.kind() == Kind.SEQUENCE)
        .flatMap(name -> find(name).stream())
        .filter(SequenceDdl::isIdentity)
        .findFirst();
  }

  boolean isPartition(ObjectName table) {
    return find(table).map(t -> t.properties().containsKey("partition of")).orElse(false);
  }

  boolean isPartitioned(ObjectName table) {
    return find(table).map(t -> t.properties().containsKey("partition by")).orElse(false);
  }
}
