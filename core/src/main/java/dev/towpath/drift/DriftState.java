package dev.towpath.drift;

import dev.towpath.catalog.Difference;
import dev.towpath.drift.KnownDifference.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one run of `towpath drift` remembers for the next. Immutable.
///
/// @param target the name of the environment; a state belongs to one
/// @param known in the order in which they were first seen
public record DriftState(String target, List<KnownDifference> known) {
  public DriftState {
    known = List.copyOf(known);
  }

  static DriftState empty(String target) {
    return new DriftState(target, List.of());
  }

  /// The state with what differs now. What is gone stays until that was told, unless nobody knew
  /// of it.
  DriftState seeing(List<Difference> differences, Instant now) {
    Map<String, KnownDifference> next = new LinkedHashMap<>();
    Map<String, KnownDifference> current = new LinkedHashMap<>();
    for (Difference difference : differences) {
      KnownDifference fresh = KnownDifference.of(difference, now);
      current.put(fresh.id(), fresh);
    }
    for (KnownDifference old : known) {
      if (current.containsKey(old.id())) {
        next.put(old.id(), old.phase() == Phase.GONE ? old.as(Phase.TOLD) : old);
      } else if (old.phase() != Phase.NEW) {
        next.put(old.id(), old.as(Phase.GONE));
      }
    }
    current.forEach(next::putIfAbsent);
    return new DriftState(target, new ArrayList<>(next.values()));
  }

  /// The state after somebody was told of one difference.
  DriftState told(KnownDifference difference) {
    List<KnownDifference> left = new ArrayList<>();
    for (KnownDifference each : known) {
      if (!each.id().equals(difference.id())) {
        left.add(each);
      } else if (each.phase() == Phase.NEW) {
        left.add(each.as(Phase.TOLD));
      }
    }
    return new DriftState(target, left);
  }

  List<KnownDifference> untold() {
    return known.stream().filter(each -> each.phase() != Phase.TOLD).toList();
  }

  Optional<Instant> since(Difference difference) {
    String id = KnownDifference.id(difference);
    return known.stream()
        .filter(each -> each.id().equals(id) && each.phase() != Phase.GONE)
        .map(KnownDifference::since)
        .findFirst();
  }
}
