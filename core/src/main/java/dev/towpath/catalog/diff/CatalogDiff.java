package dev.towpath.catalog.diff;

import dev.towpath.catalog.Catalog;
import dev.towpath.catalog.CatalogComparison;
import dev.towpath.catalog.Difference;
import dev.towpath.catalog.Facet;
import dev.towpath.catalog.Weight;
import dev.towpath.catalog.Weights;
import dev.towpath.catalog.expected.Expectation;
import dev.towpath.catalog.expected.Judged;
import dev.towpath.catalog.expected.Sight;
import dev.towpath.catalog.source.Sourced;
import dev.towpath.migration.verify.Significant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What differs between two catalogs, on the way from the first to the second.
///
/// @param sight what was compared
public record CatalogDiff(Sourced from, Sourced to, Weights weights, Sight sight, Judged judged) {

  /// A table that only one has speaks for its columns and other parts.
  ///
  /// @param without what is left out of both
  /// @param today in UTC
  public static CatalogDiff of(
      Sourced from,
      Sourced to,
      Set<Facet> without,
      List<Expectation> expectations,
      LocalDate today) {
    Catalog before = from.catalog().without(without);
    Catalog after = to.catalog().without(without);
    Sight sight = Sight.of(before, after);
    List<Difference> differences =
        Significant.of(CatalogComparison.compare(before, after), Set.of());
    return new CatalogDiff(
        from,
        to,
        Weights.between(before, after),
        sight,
        Judged.of(differences, expectations, sight, today));
  }

  /// What nobody expects, the gravest first, each sorted by name.
  Map<Weight, List<Difference>> unexpected() {
    Map<Weight, List<Difference>> groups = new EnumMap<>(Weight.class);
    for (Difference difference : judged.unexpected()) {
      groups.computeIfAbsent(weights.of(difference), weight -> new ArrayList<>()).add(difference);
    }
    return groups;
  }
}
