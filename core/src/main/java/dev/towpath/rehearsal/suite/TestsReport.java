package dev.towpath.rehearsal.suite;

import dev.towpath.problem.Location;
import dev.towpath.rehearsal.Exercised;
import dev.towpath.rehearsal.suite.FileOutcome.Verdict;
import dev.towpath.report.Block;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What came of the tests, for people and for programs.
///
/// @param asked whether the tests were named; then one that can't run is an error
record TestsReport(List<FileOutcome> outcomes, boolean asked) {
  private static final int MOST_FAILED_OF_A_FILE = 20;

  Exercised exercised() {
    List<Finding> findings = new ArrayList<>();
    outcomes.forEach(each -> findings.addAll(findings(each)));
    boolean none = outcomes.stream().allMatch(each -> each.verdict() == Verdict.NOT_RUN);
    Exercised done = Exercised.done(words(), findings);
    Exercised.Verdict verdict =
        none && done.verdict() == Exercised.Verdict.PASSED
            ? Exercised.Verdict.SKIPPED
            : done.verdict();
    return new Exercised(verdict, words(), findings, List.of(table()), data());
  }

  private String words() {
    long tests = outcomes.stream().mapToLong(each -> tests(each)).sum();
    return count(Verdict.PASSED)
        + " of "
        + outcomes.size()
        + (outcomes.size() == 1 ? " file passed" : " files passed")
        + (count(Verdict.FAILED) == 0 ? "" : ", " + count(Verdict.FAILED) + " failed")
        + (count(Verdict.NOT_RUN) == 0 ? "" : ", " + count(Verdict.NOT_RUN) + " not run")
        + (tests == 0 ? "" : "; " + tests + " pgTAP tests");
  }

  private long count(Verdict verdict) {
    return outcomes.stream().filter(each -> each.verdict() == verdict).count();
  }

  private static int tests(FileOutcome outcome) {
    return outcome.tap().map(tap -> tap.tests().size()).orElse(0);
  }

  private List<Finding> findings(FileOutcome outcome) {
    List<Finding> findings = new ArrayList<>();
    String file = outcome.file().name();
    if (outcome.verdict() == Verdict.NOT_RUN) {
      findings.add(notRun(outcome));
      return findings;
    }
    outcome
        .tap()
        .ifPresent(
            tap ->
                tap.failed().stream()
                    .limit(MOST_FAILED_OF_A_FILE)
                    .map(line -> failed(file, line))
                    .forEach(findings::add));
    outcome
        .fault()
        .ifPresent(
            fault ->
                findings.add(
                    Finding.of("test-failed", Severity.ERROR, "The tests of " + file + " fail.")
                        .at(new Location(file, fault.position()))
                        .because(fault.words())
                        .help("A run that ends early or differs from its plan proves nothing.")));
    return findings;
  }

  private static Finding failed(String file, Tap.Line line) {
    String name = line.words().isEmpty() ? "without a name" : "“" + line.words() + "”";
    return Finding.of("test-failed", Severity.ERROR, "The test " + name + " fails.")
        .at(Location.file(file))
        .because(line.comments().stream().collect(Collectors.joining(" ")))
        .help("It ran on the schema as the rehearsed migrations leave it.");
  }

  private Finding notRun(FileOutcome outcome) {
    String why = outcome.fault().map(FileOutcome.Fault::words).orElse("");
    return Finding.of(
            "tests-not-run",
            asked ? Severity.ERROR : Severity.WARNING,
            "The tests of " + outcome.file().name() + " were not run.")
        .at(Location.file(outcome.file().name()))
        .because(why)
        .help(
            why.contains("pgTAP")
                ? "Install pgTAP, for any major version: apt install postgresql-15-pgtap"
                : "They prove nothing until they run.");
  }

  private Block table() {
    return new Block.Table(
        List.of("tests", "verdict", "ok", "failed", "todo", "skipped"),
        outcomes.stream().map(TestsReport::row).toList());
  }

  private static Block.Row row(FileOutcome outcome) {
    Block.Tone tone =
        switch (outcome.verdict()) {
          case PASSED -> Block.Tone.GOOD;
          case FAILED -> Block.Tone.BAD;
          case NOT_RUN -> Block.Tone.WARNING;
        };
    List<String> cells = new ArrayList<>(List.of(outcome.file().name(), word(outcome.verdict())));
    cells.addAll(
        outcome
            .tap()
            .map(
                tap ->
                    List.of(
                        "" + tap.tests().stream().filter(Tap.Line::ok).count(),
                        "" + tap.failed().size(),
                        "" + tap.count(Tap.Directive.LATER),
                        "" + tap.count(Tap.Directive.SKIP)))
            .orElse(List.of("", "", "", "")));
    return new Block.Row(tone, cells);
  }

  private Map<String, @Nullable Object> data() {
    return Map.of("files", outcomes.stream().map(TestsReport::data).toList());
  }

  private static Map<String, @Nullable Object> data(FileOutcome outcome) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("file", outcome.file().name());
    data.put("kind", outcome.file().isTap() ? "pgtap" : "sql");
    data.put("verdict", word(outcome.verdict()));
    data.put("why", outcome.fault().map(FileOutcome.Fault::words).orElse(null));
    data.put("milliseconds", outcome.took().toMillis());
    data.put(
        "tests",
        outcome
            .tap()
            .map(tap -> tap.tests().stream().map(TestsReport::test).toList())
            .orElse(null));
    return data;
  }

  private static Map<String, @Nullable Object> test(Tap.Line line) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("name", line.words());
    data.put("ok", line.ok());
    data.put("directive", line.directive() == Tap.Directive.NONE ? null : word(line.directive()));
    return data;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
