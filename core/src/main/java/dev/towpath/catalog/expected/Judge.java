package dev.towpath.catalog.expected;

import dev.towpath.catalog.Difference;
import dev.towpath.catalog.expected.Expectation.What;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Asks of each difference which entry expects it. Used once, by one thread.
final class Judge {
  private final List<Entry> entries;
  private final Set<Entry> used = new HashSet<>();
  private final List<Difference> unexpected = new ArrayList<>();
  private final List<Judged.Met> met = new ArrayList<>();

  /// An entry with its patterns.
  record Entry(Expectation expectation, Wildcard object, List<Wildcard> properties) {
    static Entry of(Expectation expectation) {
      return new Entry(
          expectation,
          new Wildcard(expectation.object()),
          expectation.properties().stream().map(Wildcard::new).toList());
    }

    boolean isAbout(Difference difference) {
      return expectation.kind() == difference.name().kind()
          && expectation.what() == What.of(difference)
          && object.matches(difference.name().title());
    }

    boolean allows(Difference.Property property) {
      return properties.isEmpty()
          || properties.stream().anyMatch(pattern -> pattern.matches(property.name()));
    }
  }

  Judge(List<Expectation> expectations) {
    this.entries = expectations.stream().map(Entry::of).toList();
  }

  List<Entry> entries() {
    return entries;
  }

  boolean isUsed(Entry entry) {
    return used.contains(entry);
  }

  List<Difference> unexpected() {
    return unexpected;
  }

  List<Judged.Met> met() {
    return met;
  }

  void sort(Difference difference) {
    List<Entry> about = entries.stream().filter(entry -> entry.isAbout(difference)).toList();
    switch (difference) {
      case Difference.Changed changed -> sort(changed, about);
      case Difference.Added added -> whole(added, about);
      case Difference.Removed removed -> whole(removed, about);
    }
  }

  private void whole(Difference difference, List<Entry> about) {
    used.addAll(about);
    if (about.isEmpty()) {
      unexpected.add(difference);
    } else {
      met.add(new Judged.Met(difference, about.getFirst().expectation()));
    }
  }

  /// Each property goes to the first entry that allows it.
  private void sort(Difference.Changed changed, List<Entry> about) {
    List<Difference.Property> open = new ArrayList<>();
    Map<Entry, List<Difference.Property>> taken = new LinkedHashMap<>();
    for (Difference.Property property : changed.properties()) {
      List<Entry> allowing = about.stream().filter(entry -> entry.allows(property)).toList();
      used.addAll(allowing);
      if (allowing.isEmpty()) {
        open.add(property);
      } else {
        taken.computeIfAbsent(allowing.getFirst(), first -> new ArrayList<>()).add(property);
      }
    }
    if (!open.isEmpty()) {
      unexpected.add(new Difference.Changed(changed.name(), open));
    }
    taken.forEach(
        (entry, properties) ->
            met.add(
                new Judged.Met(
                    new Difference.Changed(changed.name(), properties), entry.expectation())));
  }
}
