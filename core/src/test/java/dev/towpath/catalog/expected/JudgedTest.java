package dev.towpath.catalog.expected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.catalog.Catalog;
import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.Difference;
import dev.towpath.catalog.Facet;
import dev.towpath.catalog.Kind;
import dev.towpath.catalog.ObjectName;
import dev.towpath.catalog.Unseen;
import dev.towpath.report.Finding;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Which differences an entry expects, and which entries are findings.
class JudgedTest {
  private static final LocalDate TODAY = LocalDate.of(2027, 3, 1);
  private static final ObjectName BOAT = new ObjectName(Kind.TABLE, "public", "", "boat");
  private static final ObjectName STAR = new ObjectName(Kind.OPERATOR, "public", "", "*(a, b)");
  private static final ObjectName ODD = new ObjectName(Kind.COLUMN, "pub", "a\nb", "x.*[y");

  private static final List<Difference> DIFFERENCES =
      List.of(
          new Difference.Added(CatalogObject.of(STAR, Map.of())),
          new Difference.Changed(
              BOAT, Stream.of("grant deckhand", "owner", "comment").map(JudgedTest::gone).toList()),
          new Difference.Removed(CatalogObject.of(ODD, Map.of())));

  private static Difference.Property gone(String name) {
    return new Difference.Property(name, Optional.of("x"), Optional.empty());
  }

  @Test
  void anEntryExpectsItsObjectAndItsWayAlone() {
    assertThat(left("")).containsExactly("operator", "table: 3", "column");
    assertThat(left(entry("operator public.*(a, b)", "added")))
        .containsExactly("table: 3", "column");
    assertThat(left(entry("operator public.*", "removed"))).hasSize(3);
    assertThat(left(entry("column x.*[y of pub.\\na*", "removed"))).hasSize(3);
    assertThat(left(entry("column x.*[y of pub.a\\nb", "removed")))
        .containsExactly("operator", "table: 3");
    assertThat(left(entry("table public.*", "changed"))).containsExactly("operator", "column");
    assertThat(left(entry("table public.boa", "changed"))).hasSize(3);
  }

  @Test
  void whatAnEntryDoesNotNameOfAnObjectStaysUnexpected() {
    String entries =
        entry("table public.boat", "changed, properties: [grant *]")
            + entry("table public.b*", "changed, properties: [owner]");
    assertThat(left(entries)).containsExactly("operator", "table: 1", "column");
    assertThat(judged(entries, all(List.of())).met()).hasSize(2);
    assertThat(findings(entries, all(List.of()))).isEmpty();
  }

  @Test
  void anEntryThatMatchesNothingIsAFindingUnlessNothingCouldBeSeen() {
    String entries =
        entry("policy p of public.boat", "added")
            + entry("table public.boat", "changed, properties: [row security]")
            + entry("table public.barge", "changed, properties: ['grant *']")
            + entry("default privileges public.tables of quay", "removed");
    assertThat(findings(entries, all(List.of())))
        .containsExactly(
            "expected-unused entries.yaml:1:3",
            "expected-unused entries.yaml:2:3",
            "expected-unused entries.yaml:3:3",
            "expected-unused entries.yaml:4:3");
    Catalog blind = all(List.of(new Unseen(Kind.POLICY, "permission denied")));
    assertThat(findings(entries, blind.without(Set.of(Facet.GRANTS))))
        .containsExactly("expected-unused entries.yaml:2:3");
  }

  @Test
  void theLastDayIsStillExpected() {
    String entries =
        entry("table public.boat", "changed, until: 2027-03-01")
            + entry("operator public.*", "added, until: 2027-02-28");
    assertThat(findings(entries, all(List.of())))
        .containsExactly("expected-outdated entries.yaml:2:3");
    assertThat(left(entries)).containsExactly("column");
  }

  private static String entry(String object, String rest) {
    return "- { object: \"%s\", difference: %s, reason: a trial, owner: quay }\n"
        .formatted(object, rest);
  }

  private static Catalog all(List<Unseen> unseen) {
    return new Catalog(18, EnumSet.allOf(Facet.class), List.of(), unseen);
  }

  private static Judged judged(String entries, Catalog seen) {
    ExpectedReading read = ExpectedFile.read("entries.yaml", entries);
    assertThat(read).as(entries).isInstanceOf(ExpectedReading.Good.class);
    return Judged.of(
        DIFFERENCES,
        ((ExpectedReading.Good) read).expectations(),
        Sight.of(seen, all(List.of())),
        TODAY);
  }

  private static List<String> left(String entries) {
    return judged(entries, all(List.of())).unexpected().stream().map(JudgedTest::told).toList();
  }

  private static String told(Difference difference) {
    return difference.name().kind().words()
        + (difference instanceof Difference.Changed changed
            ? ": " + changed.properties().size()
            : "");
  }

  private static List<String> findings(String entries, Catalog seen) {
    return judged(entries, seen).findings().stream().map(JudgedTest::told).toList();
  }

  private static String told(Finding finding) {
    return finding.rule() + " " + finding.where().orElseThrow();
  }
}
