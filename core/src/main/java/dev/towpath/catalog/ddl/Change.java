package dev.towpath.catalog.ddl;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.ObjectName;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// An object that both sides have, and the names of the properties that differ.
record Change(CatalogObject before, CatalogObject after, Set<String> names) {

  ObjectName object() {
    return after.name();
  }

  boolean has(String property) {
    return names.contains(property);
  }

  boolean hasAny(String... properties) {
    return Set.of(properties).stream().anyMatch(names::contains);
  }

  /// Whether a property differs and has a value afterwards.
  boolean gets(String property) {
    return has(property) && !is(property).isEmpty();
  }

  /// Whether a property differs and has no value afterwards.
  boolean loses(String property) {
    return has(property) && is(property).isEmpty();
  }

  String was(String property) {
    return before.properties().getOrDefault(property, "");
  }

  String is(String property) {
    return after.properties().getOrDefault(property, "");
  }

  Optional<String> now(String property) {
    return Optional.ofNullable(after.properties().get(property));
  }

  /// The differing properties that begin with a word, without that word.
  Set<String> rest(String prefix) {
    return names.stream()
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// Compares two states of one object property by property.
  static Change between(CatalogObject before, CatalogObject after) {
    Set<String> names = new TreeSet<>(before.properties().keySet());
    names.addAll(after.properties().keySet());
    names.removeIf(
        name -> Objects.equals(before.properties().get(name), after.properties().get(name)));
    return new Change(before, after, names);
  }
}
