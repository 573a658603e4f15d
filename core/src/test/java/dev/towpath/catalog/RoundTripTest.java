package dev.towpath.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.towpath.migration.verify.Significant;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.problem.ProblemException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Made-up schemas, and made-up changes of them: a comparison says these and nothing else.
class RoundTripTest {
  private static final int PAIRS = 8;
  private static final int PARTS = 24;
  private static final int OTHER = 15;

  @Test
  void eachPlantedChangeIsNamedAndNothingElse() throws SQLException {
    try (Canal canal = new Canal(18)) {
      for (int seed = 1; seed <= PAIRS; seed++) {
        GeneratedSchema schema = new GeneratedSchema(seed, PARTS);
        DatabaseUrl url = canal.empty("pair_" + seed);
        run(url, schema.made(seed));
        Catalog before = Canal.read(url);
        List<GeneratedSchema.Change> planted = schema.planted();
        run(url, planted.stream().map(GeneratedSchema.Change::sql).toList());
        Catalog after = Canal.read(url);
        assertThat(said(before, after))
            .as("seed " + seed)
            .containsExactlyInAnyOrderElementsOf(
                planted.stream().flatMap(change -> change.said().stream()).toList());
        assertThat(said(after, CatalogText.read(CatalogText.write(after)))).isEmpty();
      }
    }
  }

  @Test
  void theOrderOfTheStatementsAndTheMajorMakeNoDifference() throws SQLException {
    GeneratedSchema schema = new GeneratedSchema(99, 2 * PARTS);
    List<GeneratedSchema.Change> planted = schema.planted();
    try (Canal old = older();
        Canal canal = new Canal(18)) {
      DatabaseUrl one = canal.empty("one");
      DatabaseUrl other = canal.empty("other");
      DatabaseUrl aged = old.empty("aged");
      run(one, schema.made(1));
      run(other, schema.made(2));
      run(aged, schema.made(3));
      Catalog first = Canal.read(one);
      assertThat(said(first, Canal.read(other))).isEmpty();
      Set<Facet> versions = Set.of(Facet.EXTENSION_VERSIONS);
      assertThat(said(Canal.read(aged).without(versions), first)).isEmpty();
      run(aged, planted.stream().map(GeneratedSchema.Change::sql).toList());
      assertThat(said(first, Canal.read(aged).without(versions)))
          .containsExactlyInAnyOrderElementsOf(
              planted.stream().flatMap(change -> change.said().stream()).toList());
    }
  }

  private static Canal older() throws SQLException {
    try {
      return new Canal(OTHER);
    } catch (ProblemException e) {
      return abort("PostgreSQL " + OTHER + " is not on this machine: " + e.problem().what());
    }
  }

  private static void run(DatabaseUrl url, List<String> statements) throws SQLException {
    Canal.run(url, String.join(";\n", statements));
  }

  private static List<String> said(Catalog before, Catalog after) {
    return Significant.of(CatalogComparison.compare(before, after), Set.of()).stream()
        .map(RoundTripTest::said)
        .toList();
  }

  private static String said(Difference difference) {
    return switch (difference) {
      case Difference.Added added -> "+ " + added.name().title();
      case Difference.Removed removed -> "- " + removed.name().title();
      case Difference.Changed changed ->
          changed.properties().stream()
              .map(Difference.Property::name)
              .collect(Collectors.joining(", ", "~ " + changed.name().title() + ": ", ""));
    };
  }
}
