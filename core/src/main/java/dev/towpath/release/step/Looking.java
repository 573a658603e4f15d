package dev.towpath.release.step;

import dev.towpath.config.ConfigFile;
import dev.towpath.config.Project;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.StepState;
import dev.towpath.signal.SampleFile;
import dev.towpath.signal.Sources;
import dev.towpath.signal.condition.Analysis;
import dev.towpath.signal.condition.Condition;
import dev.towpath.signal.condition.Facts;
import dev.towpath.signal.condition.Judge;
import dev.towpath.signal.condition.Lookout;
import dev.towpath.signal.condition.SampleEvidence;
import dev.towpath.signal.condition.SignalCharts;
import dev.towpath.signal.condition.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A look at signals: once at a gate, again and again in a watch. Where nobody can say whether it
/// is good, it waits for a person's `release resume`; it begins anew after a crash.
///
/// @param length zero ends it with the first answer
/// @param triggers whether a failure takes the release back
record Looking(
    String does,
    Duration length,
    Optional<Condition> success,
    Optional<Condition> failure,
    Lookout.Pace pace,
    boolean triggers)
    implements RepeatableStep {
  private static final Duration TICK = Duration.ofMillis(100);

  @Override
  public List<Path> files() {
    return List.of(Path.of(ConfigFile.NAME));
  }

  @Override
  public List<Condition> conditions() {
    return Stream.of(success, failure).flatMap(Optional::stream).toList();
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    StepState state = context.run().step(context.number());
    if (state.phase() == StepState.Phase.WAITING) {
      return answer(context, String.valueOf(state.told().get("what")));
    }
    Project project = context.settings();
    Path file = context.kept().resolve("%02d-samples.jsonl".formatted(context.number()));
    try (Sources sources =
            new Sources(
                context.project(),
                context.variables(),
                context.target(),
                context.clock(),
                Optional.of(context.kept()));
        SampleFile kept = SampleFile.open(file);
        Lookout lookout = new Lookout(project, sources, pace, context.clock(), kept::add)) {
      lookout.begin(conditions(), Optional.empty());
      return look(context, project, lookout, kept);
    }
  }

  private StepResult look(StepContext context, Project project, Lookout lookout, SampleFile kept)
      throws InterruptedException {
    Instant begin = lookout.now();
    Facts facts = new Facts(lookout.series(), context.run().baseline(), begin, false);
    Analysis analysis = new Analysis(success.isPresent(), failure.isPresent());
    LookingLine line = new LookingLine(context, project, begin.plus(length));
    Analysis.Outcome outcome = Analysis.Outcome.OPEN;
    Instant next = begin;
    while (outcome == Analysis.Outcome.OPEN) {
      Instant now = lookout.now();
      if (lookout.hasLooked() && !now.isBefore(next)) {
        outcome = analysis.look(verdict(success, facts, now), verdict(failure, facts, now));
        line.tell(lookout.series().values(), analysis, now);
        next = now.plus(lookout.every());
        outcome = ended(outcome, analysis, !now.isBefore(begin.plus(length)));
      }
      Thread.sleep(TICK);
    }
    Map<String, @Nullable Object> evidence = evidence(lookout, analysis, kept);
    if (outcome == Analysis.Outcome.FAILURE) {
      evidence.put("charts", charts(context, new SignalCharts(project, facts, context.kept())));
    }
    return result(outcome, analysis, evidence);
  }

  private List<Map<String, @Nullable Object>> charts(StepContext context, SignalCharts charts) {
    String name = "%02d-looked-at".formatted(context.number());
    return conditions().stream().flatMap(each -> charts.keep(each, name).stream()).toList();
  }

  private Analysis.Outcome ended(Analysis.Outcome outcome, Analysis analysis, boolean timeIsUp) {
    boolean gate = length.isZero();
    if (outcome != Analysis.Outcome.OPEN || !timeIsUp) {
      return outcome;
    }
    return gate && analysis.last() != Analysis.Look.GOOD ? outcome : analysis.end();
  }

  private static Optional<Verdict> verdict(
      Optional<Condition> condition, Facts facts, Instant now) {
    return condition.map(each -> Judge.of(each, facts, now));
  }

  private static Map<String, @Nullable Object> evidence(
      Lookout lookout, Analysis analysis, SampleFile kept) {
    Map<String, @Nullable Object> evidence = new LinkedHashMap<>();
    evidence.put("looks", analysis.looks());
    evidence.put("without-answer", analysis.blind());
    evidence.put("seen", SampleEvidence.words(analysis.grounds()));
    evidence.put("grounds", SampleEvidence.grounds(analysis.grounds()));
    evidence.put("signals", SampleEvidence.summary(lookout.series().values()));
    evidence.put("samples", kept.evidence());
    return evidence;
  }

  private StepResult result(
      Analysis.Outcome outcome, Analysis analysis, Map<String, @Nullable Object> evidence) {
    return switch (outcome) {
      case SUCCESS, OPEN -> new StepResult.Done(evidence);
      case FAILURE ->
          triggers
              ? new StepResult.GoBack("rollback-when: " + grounds(analysis), evidence)
              : new StepResult.Stopped(failed(analysis), evidence);
      case INCONCLUSIVE, ERROR ->
          new StepResult.Waiting(
              "an answer, resume or roll-back: nobody can say whether it is good: "
                  + analysis.why(),
              Optional.empty());
    };
  }

  private static String grounds(Analysis analysis) {
    return String.join(
        ", ", analysis.grounds().stream().map(ground -> ground.condition().text()).toList());
  }

  private Problem failed(Analysis analysis) {
    String seen = " (" + SampleEvidence.words(analysis.grounds()) + ")";
    Problem problem =
        length.isZero()
            ? Problem.of("gate-closed", Exit.REFUSED, "The gate says no" + seen + ".")
            : Problem.of("watch-failed", Exit.REFUSED, "The watch failed" + seen + ".");
    return problem
        .because("It " + does + ".")
        .leaving("A look changes nothing; what was released before it is there.")
        .next("Look at the running system; then retry the step, or roll the release back.");
  }

  /// A person's answer to what the look could not say.
  private static StepResult answer(StepContext context, String what) {
    return context
        .run()
        .answer(context.number())
        .<StepResult>map(answer -> new StepResult.Done(resumed(answer, what)))
        .orElseGet(() -> new StepResult.Waiting(what, Optional.empty()));
  }

  private static Map<String, @Nullable Object> resumed(RunEvent answer, String what) {
    Map<String, @Nullable Object> evidence = new LinkedHashMap<>();
    evidence.put("open", what);
    evidence.put("resumed-by", answer.by());
    evidence.put("resumed-at", answer.at().toString());
    return evidence;
  }
}
