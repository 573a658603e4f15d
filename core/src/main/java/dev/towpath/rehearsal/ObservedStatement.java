package dev.towpath.rehearsal;

import dev.towpath.migration.run.PlannedStatement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one statement did, as the server saw it.
///
/// @param alone whether it ran outside a transaction; its locks were then seen from another session
/// @param took on the server; for a statement alone, with the way there and back
/// @param rows that it changed, or -1 where the server doesn't count
/// @param walBytes written by the server meanwhile
/// @param objects what it locked, rewrote or scanned, sorted by name
/// @param renamed new names of relations, by the former ones
/// @param changes what it created, altered and dropped, in the order of the server
/// @param cut whether there were more changes than are kept
public record ObservedStatement(
    PlannedStatement statement,
    boolean alone,
    Duration took,
    long rows,
    long walBytes,
    List<ObservedObject> objects,
    Map<String, String> renamed,
    List<ObservedChange> changes,
    boolean cut) {

  public ObservedStatement {
    objects = List.copyOf(objects);
    renamed = Map.copyOf(renamed);
    changes = List.copyOf(changes);
  }

  /// The strongest lock on something that was there before the rehearsal.
  public Optional<ObservedObject> strongest() {
    return objects.stream()
        .filter(each -> each.age() == ObservedObject.Age.OLD && each.taken().isPresent())
        .max(Comparator.comparing(each -> each.taken().orElseThrow()));
  }
}
