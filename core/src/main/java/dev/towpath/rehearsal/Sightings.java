package dev.towpath.rehearsal;

import dev.towpath.lint.locks.LockMode;
import dev.towpath.rehearsal.ObservedObject.Age;
import dev.towpath.rehearsal.ObservedObject.Storage;
import dev.towpath.rehearsal.ObservedObject.Work;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Gathers what one statement did to each object, until all is known of it.
final class Sightings {
  private final Map<String, Seen> seen = new HashMap<>();

  /// One object, as far as it is known.
  static final class Seen {
    private final String kind;
    private final String name;
    private final Age age;
    private String of = "";
    private Optional<LockMode> taken = Optional.empty();
    private Storage storage = Storage.KEPT;
    private boolean scanned;
    private Set<Work> waiting = Set.of();

    private Seen(String kind, String name, Age age) {
      this.kind = kind;
      this.name = name;
      this.age = age;
    }

    Age age() {
      return age;
    }

    Optional<LockMode> taken() {
      return taken;
    }

    void of(String table) {
      of = table;
    }

    void taken(LockMode mode) {
      if (taken.isEmpty() || taken.get().compareTo(mode) < 0) {
        taken = Optional.of(mode);
      }
    }

    void stored(Storage now) {
      storage = now;
    }

    void scanned() {
      scanned = true;
    }

    void waiting(Set<Work> work) {
      waiting = work;
    }

    private boolean matters() {
      return taken.isPresent() || storage != Storage.KEPT || scanned || !waiting.isEmpty();
    }

    private ObservedObject observed() {
      return new ObservedObject(kind, name, of, age, taken, storage, scanned, waiting);
    }
  }

  Seen at(String kind, String name, Age age) {
    return seen.computeIfAbsent(kind + " " + name, key -> new Seen(kind, name, age));
  }

  List<ObservedObject> all() {
    List<ObservedObject> all = new ArrayList<>();
    for (Seen each : seen.values()) {
      if (each.matters()) {
        all.add(each.observed());
      }
    }
    all.sort(Comparator.comparing(ObservedObject::name).thenComparing(ObservedObject::kind));
    return all;
  }
}
