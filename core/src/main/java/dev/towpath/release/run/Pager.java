package dev.towpath.release.run;

import dev.towpath.config.Project;
import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.runbook.AlertRule;
import dev.towpath.release.runbook.Runbook;
import dev.towpath.release.step.StepContext;
import dev.towpath.signal.SampleFile;
import dev.towpath.signal.Sources;
import dev.towpath.signal.condition.Facts;
import dev.towpath.signal.condition.Judge;
import dev.towpath.signal.condition.Lookout;
import dev.towpath.signal.condition.SignalCharts;
import dev.towpath.signal.condition.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The runbook's `alert-when`, looked at while a release is driven, on a thread of its own: the
/// release never waits for it. Who was told that something began is told when it is over; what
/// nobody can judge changes nothing.
final class Pager implements AutoCloseable {
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Runbook runbook;
  private final Around around;
  private final Path kept;
  private final Bulletin bulletin;

  /// The numbers of the rules of which people were told that it is so.
  private final Set<Integer> raised = new TreeSet<>();

  private volatile @Nullable RunState seen;
  private @Nullable Thread thread;

  /// @param kept the release's folder for evidence
  Pager(Runbook runbook, Around around, Path kept, Bulletin bulletin) {
    this.runbook = runbook;
    this.around = around;
    this.kept = kept;
    this.bulletin = bulletin;
  }

  /// Begins to look when the release is driven, and ends with it: then it is over for whoever was
  /// told, as far as this release goes.
  void follow(RunState run) {
    seen = run;
    boolean driven =
        switch (run.standing()) {
          case RUNNING, PAUSED, STOPPED, ROLLING_BACK -> true;
          case PLANNED, DONE, ROLLED_BACK, ABORTED -> false;
        };
    if (driven && thread == null && !runbook.alertWhen().isEmpty()) {
      raised.addAll(open(run));
      thread = Thread.ofVirtual().name("towpath-pager").start(() -> work(run.baseline()));
    } else if (!driven && thread != null) {
      close();
      thread = null;
      lower(run);
    }
  }

  private void lower(RunState run) {
    Facts nothing = new Facts(Map.of(), Map.of(), Instant.MIN, false);
    String why = "no longer looked at, the release is " + Releases.word(run.standing());
    Instant now = around.clock().instant();
    bulletin
        .settings()
        .ifPresent(
            project -> {
              for (int number : raised) {
                AlertRule rule = runbook.alertWhen().get(number - 1);
                tell(new Page(number, rule, true, why, List.of(), now), project, nothing);
              }
            });
    raised.clear();
  }

  /// What an earlier driver told of, and did not tell the end of.
  private static Set<Integer> open(RunState run) {
    Set<Integer> open = new TreeSet<>();
    for (RunEvent event : run.events()) {
      if (event.kind() == RunEvent.Kind.ALERTED
          && event.body().get("number") instanceof Number at) {
        if (event.text("state").equals("began")) {
          open.add(at.intValue());
        } else {
          open.remove(at.intValue());
        }
      }
    }
    return open;
  }

  private void work(Map<String, Double> baseline) {
    try {
      watch(baseline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // Whoever reads the release's journal sees that nobody looked from here on. Not why in full:
      // a message may hold a secret.
      String reason = "alert-when failed: " + e.getClass().getSimpleName();
      bulletin.note(Map.of("rule", "", "state", "ended", "reason", reason));
    }
  }

  private void watch(Map<String, Double> baseline) throws InterruptedException {
    Instant since = around.clock().instant();
    Project project = StepContext.settings(around.project());
    try (Sources sources =
            new Sources(
                around.project(),
                around.variables(),
                around.target(),
                around.clock(),
                Optional.of(kept));
        SampleFile file = SampleFile.open(kept.resolve("alert-when.jsonl"));
        Lookout lookout =
            new Lookout(project, sources, Lookout.Pace.USUAL, around.clock(), file::add)) {
      lookout.begin(
          runbook.alertWhen().stream().map(AlertRule::condition).toList(), Optional.empty());
      Facts facts = new Facts(lookout.series(), baseline, since, false);
      while (true) {
        Thread.sleep(TICK);
        for (int number = 1; number <= runbook.alertWhen().size(); number++) {
          look(number, project, facts, lookout.now());
        }
      }
    }
  }

  private void look(int number, Project project, Facts facts, Instant now) {
    AlertRule rule = runbook.alertWhen().get(number - 1);
    switch (Judge.of(rule.condition(), facts, now)) {
      case Verdict.Holds(var grounds) -> {
        if (raised.add(number)) {
          tell(new Page(number, rule, false, "it is so now", grounds, now), project, facts);
        }
      }
      case Verdict.Not(var grounds) -> {
        if (raised.remove(number)) {
          tell(new Page(number, rule, true, "over", grounds, now), project, facts);
        }
      }
      case Verdict.Pending _, Verdict.Thin _, Verdict.Unreadable _ -> {}
    }
  }

  private void tell(Page page, Project project, Facts facts) {
    RunState run = seen;
    if (run == null) {
      return;
    }
    List<Map<String, @Nullable Object>> charts =
        new SignalCharts(project, facts, kept).keep(page.rule().condition(), page.name());
    Map<String, @Nullable Object> body = page.evidence();
    body.put("charts", charts);
    bulletin.tell(
        Bulletin.ways(project, page.rule().to()), page.message(run, runbook, facts, charts), body);
  }

  @Override
  public void close() {
    Thread work = thread;
    if (work != null) {
      work.interrupt();
      try {
        work.join(PATIENCE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
