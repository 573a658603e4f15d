package dev.towpath.migration.verify;

import dev.towpath.catalog.Address;
import dev.towpath.catalog.ObjectName;
import dev.towpath.migration.Migration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which migration made, last changed, or dropped which object during a replay.
final class Origins {
  private static final String DROP = "drop";

  private final Map<Address, List<Change>> changes = new HashMap<>();
  private final Map<String, Migration> dropped = new HashMap<>();
  private Map<ObjectName, Address> addresses = Map.of();

  private record Change(Migration migration, String name) {}

  void add(Migration migration, String command, long catalog, long object, int part, String name) {
    if (command.equals(DROP)) {
      dropped.put(name, migration);
    } else {
      changes
          .computeIfAbsent(new Address(catalog, object, part), address -> new ArrayList<>())
          .add(new Change(migration, name));
    }
  }

  /// Where the objects stand in the replayed database.
  Origins at(Map<ObjectName, Address> found) {
    addresses = found;
    return this;
  }

  /// The migration since which the object has its name: the one that made it, renamed it, or
  /// moved it there.
  Optional<Migration> maker(ObjectName name) {
    return changesOf(name)
        .map(
            all ->
                all.stream()
                    .filter(change -> change.name().equals(all.getLast().name()))
                    .findFirst()
                    .orElseThrow()
                    .migration());
  }

  /// The migration that touched it last.
  Optional<Migration> lastChange(ObjectName name) {
    return changesOf(name).map(all -> all.getLast().migration());
  }

  /// The migration that dropped an object of this name, which is not there any more.
  Optional<Migration> dropper(ObjectName name) {
    return Optional.ofNullable(dropped.get(Identity.of(name)));
  }

  /// What has no commands of its own was made with its table.
  private Optional<List<Change>> changesOf(ObjectName name) {
    Address address = addresses.get(name);
    if (address != null && changes.containsKey(address)) {
      return Optional.of(changes.get(address));
    }
    return addresses.keySet().stream()
        .filter(other -> !name.parent().isEmpty() && isParent(other, name))
        .findFirst()
        .flatMap(parent -> Optional.ofNullable(changes.get(addresses.get(parent))));
  }

  static boolean isParent(ObjectName other, ObjectName name) {
    return other.parent().isEmpty()
        && other.schema().equals(name.schema())
        && other.name().equals(name.parent())
        && Identity.holdsParts(other.kind());
  }
}
