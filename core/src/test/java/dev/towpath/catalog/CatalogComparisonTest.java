package dev.towpath.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.postgres.DatabaseUrl;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Each planted change is named exactly, and nothing else is.
class CatalogComparisonTest {
  /// A statement, and the differences that it makes.
  private record Planted(String sql, List<String> differences) {
    static Planted of(String sql, String... differences) {
      return new Planted(sql, List.of(differences));
    }
  }

  @Test
  void namesEachPlantedChangeAndNothingElse() throws SQLException {
    List<String> wrong = new ArrayList<>();
    try (Canal canal = new Canal(18)) {
      DatabaseUrl url = canal.everything("planted");
      Catalog before = Canal.read(url);
      for (Planted planted :
          PlantedChanges.all().stream().map(CatalogComparisonTest::of).toList()) {
        Canal.run(url, planted.sql());
        Catalog after = Canal.read(url);
        List<String> found =
            CatalogComparison.compare(before, after).stream()
                .map(CatalogComparisonTest::described)
                .toList();
        if (!found.equals(planted.differences())) {
          wrong.add(
              planted.sql() + "\n   found    " + found + "\n   expected " + planted.differences());
        }
        before = after;
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(PlantedChanges.all()).hasSizeGreaterThan(60);
  }

  private static Planted of(List<String> line) {
    return Planted.of(line.getFirst(), line.subList(1, line.size()).toArray(String[]::new));
  }

  private static String described(Difference difference) {
    return switch (difference) {
      case Difference.Added added -> "+ " + added.name().title();
      case Difference.Removed removed -> "- " + removed.name().title();
      case Difference.Changed changed ->
          "~ "
              + changed.name().title()
              + ": "
              + changed.properties().stream()
                  .map(Difference.Property::name)
                  .collect(Collectors.joining(", "));
    };
  }
}
