package dev.towpath.approval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What the ledger tells of one person, in its order. Times are places in the ledger.
final class Life {
  private static final long OPEN = Long.MAX_VALUE;

  final String id;
  final String name;
  final Instant enrolled;
  final List<KeyTerm> keys = new ArrayList<>();
  final Map<String, List<Term>> roles = new TreeMap<>();
  final List<Instant> refusals = new ArrayList<>();
  Instant password;
  Optional<Instant> lockedUntil = Optional.empty();
  long left = OPEN;
  Optional<Instant> leftAt = Optional.empty();

  Life(String id, String name, Instant enrolled) {
    this.id = id;
    this.name = name;
    this.enrolled = enrolled;
    this.password = enrolled;
  }

  /// From one place to another, which is not part of it.
  record Term(long from, long to) {
    boolean holds(long place) {
      return from <= place && place < to;
    }
  }

  /// A key, who confirmed it, and from where to where it was the person's.
  static final class KeyTerm {
    final String key;
    final Set<String> confirmedBy = new LinkedHashSet<>();
    long from = OPEN;
    long to = OPEN;

    KeyTerm(String key) {
      this.key = key;
    }

    boolean holds(long place) {
      return from <= place && place < to;
    }
  }

  boolean isPresent(long place) {
    return place < left && keys.stream().anyMatch(each -> each.holds(place));
  }

  boolean wasConfirmed() {
    return keys.stream().anyMatch(each -> each.from < OPEN);
  }

  boolean hasLeft() {
    return left < OPEN;
  }

  boolean isKey(String key, long place) {
    return keys.stream().anyMatch(each -> each.key.equals(key) && each.holds(place));
  }

  Optional<String> keyAt(long place) {
    return keys.stream().filter(each -> each.holds(place)).map(each -> each.key).findFirst();
  }

  /// The newest key, while nobody has confirmed it enough.
  Optional<KeyTerm> waiting() {
    return keys.isEmpty() || keys.getLast().from < OPEN
        ? Optional.empty()
        : Optional.of(keys.getLast());
  }

  void take(KeyTerm key, long place) {
    keys.stream().filter(each -> each.holds(place)).forEach(each -> each.to = place);
    key.from = place;
  }

  boolean holds(String role, long place) {
    return roles.getOrDefault(role, List.of()).stream().anyMatch(term -> term.holds(place));
  }

  void grant(String role, long place) {
    roles.computeIfAbsent(role, _ -> new ArrayList<>()).add(new Term(place, OPEN));
  }

  void revoke(String role, long place) {
    roles.computeIfPresent(
        role,
        (_, terms) -> {
          Term last = terms.removeLast();
          terms.add(new Term(last.from(), place));
          return terms;
        });
  }

  /// Without a key, without a role, without a return.
  void leave(long place, Instant at) {
    List<String> held = roles.keySet().stream().filter(role -> holds(role, place)).toList();
    held.forEach(role -> revoke(role, place));
    left = place;
    leftAt = Optional.of(at);
  }
}
