package dev.towpath.catalog.expected;

import dev.towpath.catalog.Catalog;
import dev.towpath.catalog.Facet;
import dev.towpath.catalog.Kind;
import dev.towpath.catalog.Unseen;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a comparison of two catalogs could not see: of this nothing is known.
///
/// @param kinds that one of the two could not read
/// @param facets that one of the two is without
public record Sight(Set<Kind> kinds, Set<Facet> facets) {
  public Sight {
    kinds = Set.copyOf(kinds);
    facets = Set.copyOf(facets);
  }

  public static Sight of(Catalog from, Catalog to) {
    Set<Facet> left = EnumSet.allOf(Facet.class);
    left.removeIf(facet -> from.facets().contains(facet) && to.facets().contains(facet));
    return new Sight(
        Stream.of(from, to)
            .flatMap(catalog -> catalog.unseen().stream())
            .map(Unseen::kind)
            .collect(Collectors.toSet()),
        left);
  }

  boolean couldSee(Expectation expectation) {
    return !kinds.contains(expectation.kind()) && facets.stream().noneMatch(expectation::isAbout);
  }
}
