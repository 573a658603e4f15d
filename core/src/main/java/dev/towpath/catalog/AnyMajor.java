package dev.towpath.catalog;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A catalog in the form that the same schema has on every major from 14 to 18.
///
/// What the majors store in different ways is read in one way already: NOT NULL is a property of
/// its column, ALL privileges are one word. What is left to even out is here. The text of views,
/// rules and expressions loses the tables' names before columns, which majors write more or less
/// often, and its line breaks; versions of extensions are left out.
public final class AnyMajor {
  /// What stands in place of a major.
  static final int NUMBER = 0;

  private static final String WORD = "any";
  private static final Set<String> DEPARSED = Set.of("definition", "body", "using", "with check");

  private AnyMajor() {}

  public static Catalog of(Catalog catalog) {
    Catalog without = catalog.without(Set.of(Facet.EXTENSION_VERSIONS));
    Set<String> schemas = schemas(catalog);
    List<CatalogObject> objects =
        without.objects().stream().map(object -> even(object, schemas)).toList();
    return new Catalog(NUMBER, without.facets(), objects, without.unseen());
  }

  private static CatalogObject even(CatalogObject object, Set<String> schemas) {
    Map<String, String> properties = new TreeMap<>(object.properties());
    properties.replaceAll(
        (name, value) -> isDeparsed(name) ? Qualifiers.without(value, schemas) : value);
    return CatalogObject.of(object.name(), properties);
  }

  static Set<String> schemas(Catalog catalog) {
    return catalog.objects().stream()
        .map(object -> object.name().schema())
        .collect(Collectors.toSet());
  }

  /// Whether a property is SQL that the server writes from what it stored.
  static boolean isDeparsed(String property) {
    return DEPARSED.contains(property);
  }

  /// A major as it is written: its number, or `any`.
  public static String word(int major) {
    return major == NUMBER ? WORD : String.valueOf(major);
  }

  static int number(String word) {
    return word.equals(WORD) ? NUMBER : Integer.parseInt(word);
  }
}
