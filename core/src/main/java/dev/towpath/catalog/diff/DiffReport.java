package dev.towpath.catalog.diff;

import dev.towpath.catalog.AnyMajor;
import dev.towpath.catalog.Difference;
import dev.towpath.catalog.Facet;
import dev.towpath.catalog.Unseen;
import dev.towpath.catalog.Weight;
import dev.towpath.catalog.expected.Judged;
import dev.towpath.catalog.source.Sourced;
import dev.towpath.report.Block;
import dev.towpath.report.Finding;
import dev.towpath.report.Report;
import dev.towpath.report.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A diff as a report: what nobody expects by class, then what is expected and why.
public final class DiffReport {
  private DiffReport() {}

  public static Report of(CatalogDiff diff) {
    Report report = DiffData.add(Report.of("catalog diff"), diff);
    for (Block block : blocks(diff)) {
      report = report.block(block);
    }
    return report.findings(findings(diff)).summary(summary(diff));
  }

  /// The facets that were left out, or that one side is without.
  static List<String> notCompared(CatalogDiff diff) {
    return diff.sight().facets().stream().sorted().map(Facet::word).toList();
  }

  private static List<Block> blocks(CatalogDiff diff) {
    List<Block.Fact> facts = new ArrayList<>();
    facts.add(new Block.Fact("from", told(diff.from())));
    facts.add(new Block.Fact("to", told(diff.to())));
    if (!notCompared(diff).isEmpty()) {
      facts.add(new Block.Fact("not compared", String.join(", ", notCompared(diff))));
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Facts(facts));
    Map<Weight, List<Difference>> groups = diff.unexpected();
    if (!groups.isEmpty()) {
      blocks.add(
          new Block.Text(
              "- only in "
                  + diff.from().title()
                  + ", + only in "
                  + diff.to().title()
                  + ", ~ in both: before -> after"));
    }
    groups.forEach(
        (weight, differences) -> {
          blocks.add(new Block.Text(weight.words() + ": " + differences.size()));
          blocks.add(new Block.Code("diff", DifferenceText.of(differences)));
        });
    if (!diff.judged().met().isEmpty()) {
      blocks.add(expected(diff.judged().met()));
    }
    return blocks;
  }

  private static String told(Sourced side) {
    return "%s: PostgreSQL %s, %d objects"
        .formatted(
            side.title(), AnyMajor.word(side.catalog().major()), side.catalog().objects().size());
  }

  private static Block expected(List<Judged.Met> met) {
    return new Block.Table(
        List.of("expected", "reason", "owner", "until"),
        met.stream().map(DiffReport::row).toList());
  }

  private static Block.Row row(Judged.Met met) {
    String title = DifferenceText.title(met.difference().name());
    String what =
        switch (met.difference()) {
          case Difference.Added added -> "+ " + title;
          case Difference.Removed removed -> "- " + title;
          case Difference.Changed changed ->
              changed.properties().stream()
                  .map(Difference.Property::name)
                  .collect(Collectors.joining(", ", "~ " + title + ": ", ""));
        };
    String until = met.expectation().until().map(Object::toString).orElse("");
    return new Block.Row(
        Block.Tone.FAINT,
        List.of(what, met.expectation().reason(), met.expectation().owner(), until));
  }

  private static List<Finding> findings(CatalogDiff diff) {
    List<Finding> findings = new ArrayList<>();
    int count = diff.judged().unexpected().size();
    if (count > 0) {
      findings.add(
          Finding.of(
                  "catalog-differs",
                  Severity.ERROR,
                  "%s and %s differ in a way that nobody expects: %s."
                      .formatted(diff.from().title(), diff.to().title(), counted(diff)))
              .help(
                  "Bring them in line, or list what is meant to be in catalog-expected.yaml, with"
                      + " a reason and an owner."));
    }
    findings.addAll(diff.judged().findings());
    Stream.of(diff.from(), diff.to())
        .forEach(
            side -> side.catalog().unseen().forEach(unseen -> findings.add(unseen(side, unseen))));
    return findings;
  }

  private static Finding unseen(Sourced side, Unseen unseen) {
    return Finding.of(
            "catalog-unseen",
            Severity.WARNING,
            "Objects of the kind %s could not be read in %s, and were not compared."
                .formatted(unseen.kind().words(), side.title()))
        .because("They are unknown, not absent. The server said: " + unseen.why())
        .help("Read with a role that may see them.");
  }

  private static String summary(CatalogDiff diff) {
    int expected = diff.judged().met().size();
    String rest = expected == 0 ? "" : "; " + expected + " expected";
    return diff.judged().unexpected().isEmpty()
        ? (expected == 0 ? "no difference" : "no unexpected difference") + rest
        : counted(diff) + rest;
  }

  /// `3 differences (1 destructive, 2 additive)`.
  private static String counted(CatalogDiff diff) {
    int count = diff.judged().unexpected().size();
    return count
        + (count == 1 ? " difference (" : " differences (")
        + diff.unexpected().entrySet().stream()
            .map(group -> group.getValue().size() + " " + group.getKey().words())
            .collect(Collectors.joining(", "))
        + ")";
  }
}
