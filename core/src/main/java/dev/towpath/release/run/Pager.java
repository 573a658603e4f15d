package dev.towpath.release.run;

import dev.towpath.config.Channel;
import dev.towpath.config.Project;
import dev.towpath.notify.Courier;
import dev.towpath.notify.Delivery;
import dev.towpath.notify.Message;
import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.runbook.AlertRule;
import dev.towpath.release.runbook.Runbook;
import dev.towpath.release.step.StepContext;
import dev.towpath.signal.Prompt;
import dev.towpath.signal.SampleFile;
import dev.towpath.signal.Sources;
import dev.towpath.signal.condition.Facts;
import dev.towpath.signal.condition.Judge;
import dev.towpath.signal.condition.Lookout;
import dev.towpath.signal.condition.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The runbook's `alert-when`, looked at while a release is driven, on a thread of its own: the
/// release never waits for it. Who was told that something began is told when it is over; what
/// nobody can judge changes nothing. The driver's thread writes down what was told.
final class Pager implements AutoCloseable {
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST_NEWS = 1_000;

  private final Runbook runbook;
  private final Around around;
  private final Path kept;
  private final Predicate<Map<String, @Nullable Object>> journal;
  private final BlockingQueue<Map<String, @Nullable Object>> news =
      new ArrayBlockingQueue<>(MOST_NEWS);
  private final Set<String> raised = new TreeSet<>();
  private volatile @Nullable RunState seen;
  private @Nullable Thread thread;

  /// @param kept the release's folder for evidence
  /// @param journal takes what people were told; false where it can't for the moment
  Pager(
      Runbook runbook, Around around, Path kept, Predicate<Map<String, @Nullable Object>> journal) {
    this.runbook = runbook;
    this.around = around;
    this.kept = kept;
    this.journal = journal;
  }

  /// Begins to look when the release is driven, and ends with it.
  void follow(RunState run) {
    seen = run;
    handOver();
    boolean driven =
        switch (run.standing()) {
          case RUNNING, PAUSED, STOPPED, ROLLING_BACK -> true;
          case PLANNED, DONE, ROLLED_BACK, ABORTED -> false;
        };
    if (driven && thread == null && !runbook.alertWhen().isEmpty()) {
      raised.addAll(open(run));
      thread = Thread.ofVirtual().name("towpath-pager").start(() -> work(run.baseline()));
    }
  }

  /// What an earlier driver told of, and did not tell the end of.
  private static Set<String> open(RunState run) {
    Set<String> open = new TreeSet<>();
    for (RunEvent event : run.events()) {
      if (event.kind() == RunEvent.Kind.ALERTED) {
        if (event.text("state").equals("began")) {
          open.add(event.text("rule"));
        } else {
          open.remove(event.text("rule"));
        }
      }
    }
    return open;
  }

  private void work(Map<String, Double> baseline) {
    Instant since = around.clock().instant();
    Project project = StepContext.settings(around.project());
    try (Sources sources =
            new Sources(around.project(), around.variables(), around.target(), around.clock());
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
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // Whoever reads the release's journal sees that nobody looked from here on.
      boolean _ = news.offer(Map.of("rule", "", "state", "ended", "message", String.valueOf(e)));
    }
  }

  private void look(int number, Project project, Facts facts, Instant now)
      throws InterruptedException {
    AlertRule rule = runbook.alertWhen().get(number - 1);
    switch (Judge.of(rule.condition(), facts, now)) {
      case Verdict.Holds(var grounds) -> {
        if (raised.add(rule.text())) {
          tell(new Page(number, rule, false, grounds, now), project, facts);
        }
      }
      case Verdict.Not(var grounds) -> {
        if (raised.remove(rule.text())) {
          tell(new Page(number, rule, true, grounds, now), project, facts);
        }
      }
      case Verdict.Pending _, Verdict.Thin _, Verdict.Unreadable _ -> {}
    }
  }

  private void tell(Page page, Project project, Facts facts) throws InterruptedException {
    RunState run = seen;
    if (run == null) {
      return;
    }
    List<Map<String, @Nullable Object>> charts =
        new SignalCharts(project, facts, kept).keep(page.rule().condition(), page.name());
    Message message = page.message(run, runbook, facts, charts);
    Courier courier =
        new Courier(around.variables(), new Prompt(around.project(), around.variables()));
    List<Map<String, @Nullable Object>> deliveries = new ArrayList<>();
    for (String name : page.rule().to()) {
      for (Channel channel : project.channels().getOrDefault(name, List.of())) {
        deliveries.add(evidence(name, courier.deliver(channel, message)));
      }
    }
    Map<String, @Nullable Object> body = page.evidence();
    body.put("message", message.text());
    body.put("charts", charts);
    body.put("deliveries", deliveries);
    news.put(body);
  }

  private static Map<String, @Nullable Object> evidence(String name, Delivery delivery) {
    Map<String, @Nullable Object> evidence = new LinkedHashMap<>();
    evidence.put("to", name);
    evidence.put("channel", delivery.channel());
    evidence.put("delivered", delivery.well());
    evidence.put("tries", delivery.tries());
    evidence.put("answered", delivery.said());
    return evidence;
  }

  /// Writes down what was told, until the journal can't take it; the rest is written later.
  private void handOver() {
    for (Map<String, @Nullable Object> next = news.peek();
        next != null && journal.test(next);
        next = news.peek()) {
      news.remove();
    }
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
