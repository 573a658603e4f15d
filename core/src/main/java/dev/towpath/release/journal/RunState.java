package dev.towpath.release.journal;

import dev.towpath.release.Release;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A release as its journal tells it: every event, folded into where each step stands. Immutable.
///
/// @param author who planned it, and whether that is proven
/// @param said every approval that was said, of this plan or another, valid or not
public record RunState(
    Release release,
    List<RunEvent> events,
    Map<Integer, StepState> steps,
    Authorship author,
    List<Approval> said) {

  /// Where a release stands as a whole.
  public enum Standing {
    PLANNED,
    RUNNING,
    PAUSED,
    STOPPED,
    ROLLING_BACK,
    DONE,
    ROLLED_BACK,
    ABORTED;

    /// Whether nothing more happens to it.
    public boolean isEnd() {
      return this == DONE || this == ROLLED_BACK || this == ABORTED;
    }

    /// Whether a driver has something to do, or waits for it.
    public boolean isMoving() {
      return this == RUNNING || this == ROLLING_BACK;
    }
  }

  public record Decision(String by, boolean go, String reason, Instant at) {}

  /// An item that a person ticked off.
  ///
  /// @param item the number of a checklist's item, from 1
  public record Tick(String by, int item, String proof, Instant at) {}

  /// Folds the events of a release whose author and approvals are claims.
  public static RunState of(Release release, List<RunEvent> events) {
    return of(
        release,
        events,
        Authorship.claim(release),
        events.stream()
            .filter(event -> event.kind() == RunEvent.Kind.APPROVED)
            .map(Approval::claim)
            .toList());
  }

  /// Folds the events of a release.
  public static RunState of(
      Release release, List<RunEvent> events, Authorship author, List<Approval> said) {
    Map<Integer, StepState> steps = new TreeMap<>();
    release.steps().forEach(step -> steps.put(step.number(), StepState.ahead(step.number())));
    for (RunEvent event : events) {
      if (event.step() > 0) {
        steps.merge(
            event.step(), StepState.ahead(event.step()).after(event), (old, _) -> old.after(event));
      }
    }
    return new RunState(release, List.copyOf(events), steps, author, List.copyOf(said));
  }

  public StepState step(int number) {
    return steps.getOrDefault(number, StepState.ahead(number));
  }

  public Standing standing() {
    Standing standing = Standing.PLANNED;
    boolean back = false;
    for (RunEvent event : events) {
      back |= event.kind() == RunEvent.Kind.GOING_BACK;
      standing =
          switch (event.kind()) {
            case STEP_RETRIED, STEP_SKIPPED, GOING_BACK -> moving(back);
            // A new driver alone changes nothing: what stopped is not tried again by that.
            case TAKEN -> standing == Standing.PLANNED ? Standing.RUNNING : standing;
            case RESUMED -> standing == Standing.PAUSED ? moving(back) : standing;
            case PAUSED -> standing == moving(back) ? Standing.PAUSED : standing;
            case STEP_STOPPED, UNDO_STOPPED ->
                standing != Standing.ABORTED && event.text("ignored").isEmpty()
                    ? Standing.STOPPED
                    : standing;
            case ABORTED -> Standing.ABORTED;
            case ENDED -> Standing.valueOf(event.text("standing"));
            case PLANNED,
                APPROVED,
                STEP_BEGAN,
                STEP_WAITS,
                STEP_DONE,
                UNDO_BEGAN,
                UNDO_DONE,
                DECIDED,
                TICKED,
                RETROSPECTIVE,
                WRITTEN,
                BASELINE,
                REGRESSION,
                ALERTED ->
                standing;
          };
    }
    return standing;
  }

  private static Standing moving(boolean back) {
    return back ? Standing.ROLLING_BACK : Standing.RUNNING;
  }

  /// The step that stopped the release, while it is stopped.
  public Optional<StepState> stopped() {
    if (standing() != Standing.STOPPED) {
      return Optional.empty();
    }
    return events.reversed().stream()
        .map(event -> step(event.step()))
        .filter(
            step ->
                step.phase() == StepState.Phase.UNDO_STOPPED
                    || (step.phase() == StepState.Phase.STOPPED && !step.settled()))
        .findFirst();
  }

  /// The number of the step that waits, if nothing was said since a driver found it waiting.
  public Optional<Integer> waiting() {
    return events.reversed().stream()
        .filter(
            event -> !List.of(RunEvent.Kind.TAKEN, RunEvent.Kind.WRITTEN).contains(event.kind()))
        .findFirst()
        .filter(event -> event.kind() == RunEvent.Kind.STEP_WAITS)
        .map(RunEvent::step);
  }

  /// Why it goes back, if it does.
  public Optional<RunEvent> goingBack() {
    return last(RunEvent.Kind.GOING_BACK);
  }

  /// The last event of a kind.
  public Optional<RunEvent> last(RunEvent.Kind kind) {
    return events.reversed().stream().filter(event -> event.kind() == kind).findFirst();
  }

  /// Whether it is over, and what people read of it is not written since: not even that it can't.
  public boolean isUnwritten() {
    for (RunEvent event : events.reversed()) {
      if (event.kind() == RunEvent.Kind.ENDED) {
        return true;
      }
      if (event.kind() == RunEvent.Kind.WRITTEN) {
        return false;
      }
    }
    return false;
  }

  /// When it was first driven.
  public Optional<Instant> began() {
    return events.stream()
        .filter(event -> event.kind() == RunEvent.Kind.TAKEN)
        .findFirst()
        .map(RunEvent::at);
  }

  /// How often a step was begun.
  public long attempts(int step) {
    return events.stream()
        .filter(event -> event.kind() == RunEvent.Kind.STEP_BEGAN && event.step() == step)
        .count();
  }

  /// The valid approvals of its plan, oldest first.
  public List<Approval> approvals() {
    return ofPlan().filter(each -> each.fault().isEmpty()).toList();
  }

  /// Those of its plan that don't count.
  public List<Approval> voidApprovals() {
    return ofPlan().filter(each -> each.fault().isPresent()).toList();
  }

  private Stream<Approval> ofPlan() {
    return said.stream().filter(each -> each.digest().equals(release.digest()));
  }

  /// What was decided at a step last.
  public Optional<Decision> decision(int step) {
    return events.reversed().stream()
        .filter(event -> event.kind() == RunEvent.Kind.DECIDED && event.step() == step)
        .findFirst()
        .map(
            event ->
                new Decision(
                    event.by(), event.text("word").equals("go"), event.text("reason"), event.at()));
  }

  /// What a person said to a step that could not say itself whether it is good, if somebody did.
  public Optional<RunEvent> answer(int step) {
    for (RunEvent event : events.reversed()) {
      if (event.step() == step && event.kind() == RunEvent.Kind.RESUMED) {
        return Optional.of(event);
      }
      if (event.step() == step && event.kind() == RunEvent.Kind.STEP_WAITS) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /// Whether triggers may take it back: from its first change to its end.
  public boolean isGuarded() {
    return standing() == Standing.RUNNING
        && !release.rollbackWhen().isEmpty()
        && last(RunEvent.Kind.BASELINE).isPresent();
  }

  /// The numbers of signals before the first change; empty until they were taken.
  public Map<String, Double> baseline() {
    Map<String, Double> baseline = new TreeMap<>();
    if (last(RunEvent.Kind.BASELINE).map(event -> event.body().get("signals")).orElse(null)
        instanceof Map<?, ?> signals) {
      signals.forEach(
          (name, number) -> {
            if (number instanceof String text) {
              baseline.put(String.valueOf(name), Double.valueOf(text));
            }
          });
    }
    return baseline;
  }

  /// What was ticked off at a step, by the item's number.
  public Map<Integer, Tick> ticks(int step) {
    Map<Integer, Tick> ticks = new TreeMap<>();
    for (RunEvent event : events) {
      if (event.kind() == RunEvent.Kind.TICKED && event.step() == step) {
        int item = Integer.parseInt(event.text("item"));
        ticks.put(item, new Tick(event.by(), item, event.text("proof"), event.at()));
      }
    }
    return ticks;
  }

  /// The last event, whatever it is.
  public Optional<RunEvent> lastEvent() {
    return events.isEmpty() ? Optional.empty() : Optional.of(events.getLast());
  }
}
