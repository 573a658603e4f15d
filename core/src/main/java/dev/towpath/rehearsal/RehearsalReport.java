package dev.towpath.rehearsal;

import dev.towpath.problem.Exit;
import dev.towpath.report.Block;
import dev.towpath.report.Finding;
import dev.towpath.report.Report;
import dev.towpath.report.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A rehearsal as a report.
public final class RehearsalReport {
  private RehearsalReport() {}

  public static Report of(RehearsalResult result) {
    Map<String, Agreement> agreements = Predictions.of(result);
    return new Report(
        "rehearse",
        passed(result) ? Exit.FINE : Exit.REFUSED,
        RehearsalData.of(result, agreements),
        blocks(result, agreements),
        result.findings(),
        Optional.empty(),
        summary(result),
        next(result));
  }

  /// Nothing that was not done counts as fine.
  private static boolean passed(RehearsalResult result) {
    return result.done() == result.migrations().size()
        && result.findings().stream().noneMatch(each -> each.severity() == Severity.ERROR);
  }

  private static List<Block> blocks(RehearsalResult result, Map<String, Agreement> agreements) {
    List<Block> blocks = new ArrayList<>();
    if (result.migrations().isEmpty()) {
      return blocks;
    }
    blocks.add(facts(result, agreements));
    blocks.addAll(StatementTables.of(result.migrations(), agreements));
    if (!result.exercises().isEmpty()) {
      blocks.add(
          new Block.Table(
              List.of("exercise", "verdict", "what"),
              result.exercises().stream().map(RehearsalReport::row).toList()));
      result.exercises().forEach(ran -> blocks.addAll(ran.exercised().blocks()));
    }
    return blocks;
  }

  private static Block facts(RehearsalResult result, Map<String, Agreement> agreements) {
    List<Block.Fact> facts = new ArrayList<>();
    facts.add(
        new Block.Fact("rehearsed on", "a scratch server, PostgreSQL " + result.scratchMajor()));
    result.request().runner().ifPresent(role -> facts.add(new Block.Fact("run as", words(role))));
    facts.add(new Block.Fact("state before", result.request().state().words()));
    facts.add(new Block.Fact("migrations", result.request().selection().words()));
    if (!agreements.isEmpty()) {
      facts.add(new Block.Fact("predictions", Predictions.summary(agreements.values())));
    }
    return new Block.Facts(facts);
  }

  private static String words(RunnerRole role) {
    return role.name() + ", as on the target" + (role.superuser() ? ": a superuser" : "");
  }

  private static Block.Row row(RehearsalResult.Ran ran) {
    Exercised exercised = ran.exercised();
    return new Block.Row(
        switch (exercised.verdict()) {
          case PASSED -> Block.Tone.GOOD;
          case FAILED -> Block.Tone.BAD;
          case SKIPPED -> Block.Tone.WARNING;
        },
        List.of(ran.name(), RehearsalData.word(exercised.verdict()), exercised.words()));
  }

  private static String summary(RehearsalResult result) {
    int all = result.migrations().size();
    if (all == 0) {
      return result.findings().isEmpty() ? "nothing to rehearse" : "nothing was rehearsed";
    }
    String migrations =
        (result.done() == all ? "" : result.done() + " of ")
            + all
            + (all == 1 ? " migration" : " migrations");
    return migrations
        + " rehearsed in "
        + result.took().toMillis()
        + " ms: "
        + count(result, Severity.ERROR, "error")
        + ", "
        + count(result, Severity.WARNING, "warning");
  }

  private static String count(RehearsalResult result, Severity severity, String word) {
    long count = result.findings().stream().map(Finding::severity).filter(severity::equals).count();
    return count + " " + word + (count == 1 ? "" : "s");
  }

  private static String next(RehearsalResult result) {
    if (result.migrations().isEmpty()) {
      return "";
    }
    return result.findings().stream()
        .filter(each -> each.severity() != Severity.NOTE)
        .min(Comparator.comparing(Finding::severity))
        .map(worst -> "towpath explain " + worst.rule())
        .orElse("towpath plan");
  }
}
