package dev.towpath.release.run;

import dev.towpath.config.Project;
import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.runbook.Runbook;
import dev.towpath.release.step.StepContext;
import dev.towpath.signal.SampleFile;
import dev.towpath.signal.Series;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The runbook's `rollback-when`, looked at from the first change of a release to its end. It asks
/// on threads of its own; the driver's one polls what came of it. Used by the driver's thread.
///
/// After a change of drivers the samples of Prometheus since the first change are read again; of
/// every other source a window begins anew. So it is never shorter than it says.
final class Triggers implements AutoCloseable {
  private final List<Condition> conditions;
  private final Around around;
  private final Path kept;
  private final Path file;
  private @Nullable Watching watching;
  private @Nullable Fired fired;
  private Optional<String> declaredBy = Optional.empty();
  private String told = "";

  /// @param kept the release's folder for evidence
  Triggers(Runbook runbook, Around around, Path kept) {
    this.conditions = runbook.rollbackWhen();
    this.around = around;
    this.kept = kept;
    this.file = kept.resolve("rollback-when.jsonl");
  }

  /// Why a release goes back.
  ///
  /// @param grounds the samples that led to it
  /// @param kept tells the file of all samples, up to when it is asked
  /// @param person who declared a regression, where it would not go back without that
  /// @param charts draws its signals
  record Fired(
      String condition,
      List<Verdict.Ground> grounds,
      Supplier<Map<String, @Nullable Object>> kept,
      Optional<String> person,
      Supplier<List<Map<String, @Nullable Object>>> charts) {
    String why() {
      return "rollback-when: " + condition;
    }

    /// For people: what holds, and the samples that say so.
    String said() {
      return "the release goes back, " + seen();
    }

    /// The samples in words.
    String seen() {
      return SampleEvidence.words(grounds);
    }
  }

  /// Everything that is open while signals are asked for.
  ///
  /// @param project as it was at the begin: somebody may be editing the file when something fires
  private record Watching(
      Project project, Sources sources, SampleFile kept, Lookout lookout, Facts facts)
      implements AutoCloseable {
    @Override
    public void close() {
      lookout.close();
      sources.close();
      kept.close();
    }
  }

  /// Begins to ask after the first change, and ends with the way forward.
  void follow(RunState run) {
    Optional<RunEvent> begin = run.last(RunEvent.Kind.BASELINE);
    declaredBy = run.last(RunEvent.Kind.REGRESSION).map(RunEvent::by);
    boolean forward =
        switch (run.standing()) {
          case RUNNING, PAUSED, STOPPED -> true;
          case PLANNED, ROLLING_BACK, DONE, ROLLED_BACK, ABORTED -> false;
        };
    if (!forward || begin.isEmpty() || conditions.isEmpty()) {
      close();
    } else if (watching == null) {
      watching = open(run, Instant.parse(begin.get().text("at")));
    }
  }

  private Watching open(RunState run, Instant since) {
    // The plan's digest covers the file, so that it can be read.
    Project project = StepContext.settings(around.project());
    Sources sources =
        new Sources(
            around.project(),
            around.variables(),
            around.target(),
            around.clock(),
            Optional.of(kept));
    SampleFile kept = SampleFile.open(file);
    Lookout lookout = new Lookout(project, sources, Lookout.Pace.USUAL, around.clock(), kept::add);
    lookout.begin(conditions, Optional.of(since));
    Facts facts = new Facts(lookout.series(), run.baseline(), since, false);
    return new Watching(project, sources, kept, lookout, facts);
  }

  /// What fired first, if something did. It stays so until the release goes back: while a step is
  /// ended for it, the next sample may be good.
  Optional<Fired> fired() {
    if (fired == null) {
      fired = firing().orElse(null);
    }
    return Optional.ofNullable(fired);
  }

  private Optional<Fired> firing() {
    Watching open = watching;
    if (open == null) {
      return Optional.empty();
    }
    Facts facts = open.facts().with(declaredBy.isPresent());
    for (Condition condition : conditions) {
      if (Judge.of(condition, facts, open.lookout().now()) instanceof Verdict.Holds(var grounds)) {
        SignalCharts charts = new SignalCharts(open.project(), facts, kept);
        return Optional.of(
            new Fired(
                condition.text(),
                grounds,
                open.kept()::evidence,
                declaredBy.filter(_ -> !holdsUndeclared(condition, open)),
                () -> charts.keep(condition, "rollback-when")));
      }
    }
    return Optional.empty();
  }

  private static boolean holdsUndeclared(Condition condition, Watching open) {
    Verdict verdict = Judge.of(condition, open.facts().with(false), open.lookout().now());
    return verdict instanceof Verdict.Holds;
  }

  /// Why nobody can say any longer whether it must go back: too many samples in a row were none.
  Optional<String> blind() {
    Watching open = watching;
    if (open == null) {
      return Optional.empty();
    }
    return open.lookout().series().values().stream()
        .filter(series -> series.bad() > Analysis.MOST_UNREADABLE)
        .findFirst()
        .flatMap(Triggers::unknown);
  }

  private static Optional<String> unknown(Series series) {
    return series.newest().map(newest -> series.name() + ": " + newest.json().get("none"));
  }

  /// What a person should know of the triggers, told once each time that it changes.
  Optional<String> news() {
    Watching open = watching;
    if (open == null || !open.lookout().hasLooked()) {
      return Optional.empty();
    }
    List<String> now = new ArrayList<>();
    Facts facts = open.facts().with(declaredBy.isPresent());
    for (Condition condition : conditions) {
      switch (Judge.of(condition, facts, open.lookout().now())) {
        case Verdict.Pending _ -> now.add(condition.text() + " begins to hold");
        case Verdict.Thin _ -> now.add(condition.text() + " can't be judged: too little traffic");
        case Verdict.Unreadable(String why) ->
            now.add(condition.text() + " can't be judged: " + why);
        case Verdict.Holds _ -> now.add(condition.text() + " holds");
        case Verdict.Not _ -> {}
      }
    }
    String news = now.stream().collect(Collectors.joining("; "));
    if (news.equals(told)) {
      return Optional.empty();
    }
    told = news;
    return Optional.of("rollback-when: " + (news.isEmpty() ? "nothing holds" : news));
  }

  @Override
  public void close() {
    fired = null;
    if (watching != null) {
      watching.close();
      watching = null;
    }
  }
}
