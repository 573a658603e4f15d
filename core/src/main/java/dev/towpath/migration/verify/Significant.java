package dev.towpath.migration.verify;

import dev.towpath.catalog.Difference;
import dev.towpath.catalog.Kind;
import dev.towpath.catalog.ObjectName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The differences that a person is to be told: a table that is missing speaks for its columns,
/// and an extension that the platform brings is nobody's drift.
public final class Significant {
  private Significant() {}

  public static List<Difference> of(List<Difference> differences, Set<String> platformSchemas) {
    Set<Key> whole = new HashSet<>();
    for (Difference difference : differences) {
      if (!(difference instanceof Difference.Changed)
          && Identity.holdsParts(difference.name().kind())) {
        whole.add(Key.of(difference.name().schema(), difference.name().name()));
      }
    }
    return differences.stream()
        .filter(difference -> !isPart(difference, whole))
        .filter(difference -> !isPlatforms(difference, platformSchemas))
        .toList();
  }

  private record Key(String schema, String name) {
    static Key of(String schema, String name) {
      return new Key(schema, name);
    }
  }

  private static boolean isPart(Difference difference, Set<Key> whole) {
    ObjectName name = difference.name();
    return !name.parent().isEmpty()
        && !(difference instanceof Difference.Changed)
        && whole.contains(Key.of(name.schema(), name.parent()));
  }

  private static boolean isPlatforms(Difference difference, Set<String> platformSchemas) {
    return difference instanceof Difference.Added added
        && added.name().kind() == Kind.EXTENSION
        && platformSchemas.contains(added.object().properties().getOrDefault("schema", ""));
  }
}
