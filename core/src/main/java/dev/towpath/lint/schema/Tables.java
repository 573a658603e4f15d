package dev.towpath.lint.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The tables of a schema by name, in the order in which they came, and by what others ask for:
/// nobody has to go through all of them. Not thread-safe.
final class Tables {
  private final Map<Name, Table> tables = new LinkedHashMap<>();
  private final Map<Name, Long> places = new HashMap<>();
  private final Map<Trait, Set<Name>> owners = new HashMap<>();
  private long came;

  /// What tables are looked for by.
  sealed interface Trait {
    /// An index of a name, in whatever schema.
    record OwnIndex(String name) implements Trait {}

    /// A constraint of a name.
    record Constraint(String name) implements Trait {}

    /// A foreign key to a table.
    record Reference(Name table) implements Trait {}

    /// Being a partition of a table.
    record PartitionOf(Name table) implements Trait {}
  }

  Collection<Table> all() {
    return Collections.unmodifiableCollection(tables.values());
  }

  /// By name, to see which are there.
  Map<Name, Table> byName() {
    return Collections.unmodifiableMap(tables);
  }

  Optional<Table> named(Name name) {
    return Optional.ofNullable(tables.get(name));
  }

  List<Table> with(Trait trait) {
    return owners.getOrDefault(trait, Set.of()).stream()
        .sorted(Comparator.comparing(places::get))
        .map(tables::get)
        .toList();
  }

  void put(Table table) {
    Table before = tables.put(table.name(), table);
    places.computeIfAbsent(table.name(), _ -> came++);
    if (before != null && isGrown(before, table)) {
      own(table, before.indexes().size(), before.constraints().size());
    } else {
      disown(before);
      own(table, 0, 0);
    }
  }

  /// What is here now is old for the next deploy.
  void age(Name name) {
    tables.computeIfPresent(name, (_, table) -> table.aged());
  }

  void remove(Name name) {
    disown(tables.remove(name));
    places.remove(name);
  }

  /// Most changes only add something, or concern none of this.
  private static boolean isGrown(Table before, Table now) {
    return before.partitionOf().equals(now.partitionOf())
        && begins(now.indexes(), before.indexes())
        && begins(now.constraints(), before.constraints());
  }

  private static boolean begins(List<?> list, List<?> with) {
    return list.size() >= with.size() && list.subList(0, with.size()).equals(with);
  }

  /// Takes note of a table's traits, from an index and a constraint on.
  private void own(Table table, int fromIndex, int fromConstraint) {
    for (Trait trait : traits(table, fromIndex, fromConstraint)) {
      owners.computeIfAbsent(trait, _ -> new HashSet<>()).add(table.name());
    }
  }

  private void disown(@Nullable Table table) {
    if (table == null) {
      return;
    }
    for (Trait trait : traits(table, 0, 0)) {
      Set<Name> names = owners.get(trait);
      if (names != null) {
        names.remove(table.name());
      }
    }
  }

  private static List<Trait> traits(Table table, int fromIndex, int fromConstraint) {
    List<Trait> traits = new ArrayList<>();
    for (Index index : table.indexes().subList(fromIndex, table.indexes().size())) {
      traits.add(new Trait.OwnIndex(index.name().name()));
    }
    int constraints = table.constraints().size();
    for (TableConstraint each : table.constraints().subList(fromConstraint, constraints)) {
      traits.add(new Trait.Constraint(each.name()));
      each.references().ifPresent(other -> traits.add(new Trait.Reference(other)));
    }
    table.partitionOf().ifPresent(parent -> traits.add(new Trait.PartitionOf(parent)));
    return traits;
  }
}
