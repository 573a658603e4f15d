package dev.towpath.release.run;

import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.SessionGroup;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.journal.StepState;
import dev.towpath.release.runbook.Runbook;
import dev.towpath.release.runbook.RunbookStep;
import dev.towpath.release.step.StepContext;
import dev.towpath.release.step.StepResult;
import dev.towpath.signal.Prompt;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Drives one release, step by step, until it ends or needs a person. One thread.
public final class Driver {
  private static final long WAIT_MS = 500;

  private final Lease lease;
  private final Runbook runbook;
  private final Around around;
  private final DriverListener listener;
  private final Shift shift;
  private final StepOutcomes outcomes;
  private final Triggers triggers;
  private final Audience audience;
  private final BeforeChange beforeChange;
  private long renewedNanos = System.nanoTime();
  private boolean hasTarget;

  /// @param lease taken for this driver
  public Driver(
      Journal journal,
      Lease lease,
      Runbook runbook,
      Around around,
      DriverListener listener,
      Shift shift) {
    this.lease = lease;
    this.runbook = runbook;
    this.around = around;
    this.listener = listener;
    this.shift = shift;
    this.outcomes = new StepOutcomes(journal, lease, listener, new StepFiles(around.kept()));
    this.triggers = new Triggers(runbook, around, around.kept());
    this.audience = new Audience(runbook, around, outcomes, listener);
    this.beforeChange = new BeforeChange(runbook);
    this.hasTarget = lease.epoch() == 1;
  }

  /// Goes on from where the journal says until the release rests or the shift is over, and gives
  /// where it stands then.
  ///
  /// @throws dev.towpath.problem.ProblemException with `release-taken-over` when another driver
  ///     took it
  public RunState drive() throws InterruptedException {
    takeTarget();
    Prompt.endLeftovers(around.kept(), listener::tells);
    try (triggers;
        audience) {
      goOn();
    }
    return outcomes.state();
  }

  private void goOn() throws InterruptedException {
    Course course = new Course(runbook);
    while (true) {
      RunState run = triggered(outcomes.state());
      if (shift.isOver(run)) {
        return;
      }
      switch (course.next(run)) {
        case Move.Run(RunbookStep step) -> forward(run, step);
        case Move.Inspect(RunbookStep step, boolean back) -> inspect(run, step, back);
        case Move.Ask(RunbookStep step, boolean back) -> {
          step.step().endLeftovers(context(run, step));
          if (back) {
            outcomes.undone(step, JournalProblems.interrupted());
          } else {
            record(step, Optional.of(JournalProblems.interrupted()));
          }
        }
        case Move.Undo(RunbookStep step) -> back(run, step);
        case Move.End(RunState.Standing standing) -> {
          triggers.close();
          audience.looksNoLonger();
          outcomes.ended(standing);
        }
        case Move.Rest() -> {
          return;
        }
      }
    }
  }

  /// The release after a look at its triggers: they may have turned it round, or be blind.
  private RunState triggered(RunState run) throws InterruptedException {
    triggers.follow(run);
    audience.follow(run);
    Optional<Triggers.Fired> fired = triggers.fired();
    if (fired.isPresent()) {
      outcomes.goBack(fired.get());
    } else if (run.standing() == RunState.Standing.RUNNING && triggers.blind().isPresent()) {
      outcomes.pause("rollback-when can't be judged: " + triggers.blind().orElse(""));
    } else {
      return run;
    }
    RunState turned = outcomes.state();
    audience.follow(turned);
    return turned;
  }

  /// A driver that was taken for dead may only sleep: nothing that it began goes on, and it begins
  /// nothing more. Where the target can't be reached, nothing runs there; it is tried again.
  private void takeTarget() throws InterruptedException {
    if (hasTarget) {
      return;
    }
    try (OpenTarget target = around.target().get()) {
      new TargetFence(lease).raise(target);
      hasTarget = true;
    } catch (SQLException e) {
      throw JournalProblems.targetHeld(lease, e).exception(e);
    } catch (ProblemException e) {
      // The step says so, if it needs the target.
    }
  }

  private void inspect(RunState run, RunbookStep step, boolean back) throws InterruptedException {
    step.step().endLeftovers(context(run, step));
    Optional<StepResult> looked =
        attempt(
            step,
            () ->
                new StepResult.Done(Map.of("found-done", step.step().isDone(context(run, step)))));
    if (looked.isEmpty()) {
      return;
    }
    boolean sure = looked.get() instanceof StepResult.Done;
    boolean done =
        looked.get() instanceof StepResult.Done(var found)
            && Boolean.TRUE.equals(found.get("found-done"));
    if (sure && done == back) {
      // It isn't where it was going.
      if (back) {
        back(run, step);
      } else {
        forward(run, step);
      }
    } else if (back) {
      outcomes.undone(step, looked.get());
    } else {
      record(step, looked);
    }
  }

  private void forward(RunState run, RunbookStep step) throws InterruptedException {
    Optional<Instant> due = step.at().map(offset -> offset.at(run.release().due()));
    if (due.filter(at -> around.clock().instant().isBefore(at)).isPresent()) {
      waits(run, step, new StepResult.Waiting(step.at().orElseThrow().toString(), due));
      return;
    }
    if (beforeChange.isDue(run, step)) {
      before(run, step);
      return;
    }
    RunState begun = run;
    StepState.Phase phase = run.step(step.number()).phase();
    if (phase == StepState.Phase.BEGUN) {
      step.step().endLeftovers(context(run, step));
    }
    if (phase != StepState.Phase.WAITING || run.step(step.number()).began().isEmpty()) {
      outcomes.write(RunEvent.Kind.STEP_BEGAN, step.number(), Map.of("epoch", lease.epoch()));
      listener.begins(step, false);
      begun = outcomes.state();
    }
    RunState now = begun;
    Optional<StepResult> result = attempt(step, () -> step.step().run(context(now, step)));
    if (result.isPresent() && result.get() instanceof StepResult.Waiting waiting) {
      waits(now, step, waiting);
    } else {
      record(step, result);
    }
  }

  private void before(RunState run, RunbookStep step) throws InterruptedException {
    Optional<StepResult> looked = attempt(step, () -> beforeChange.look(context(run, step)));
    if (looked.orElse(null) instanceof StepResult.Done(var body)) {
      outcomes.write(RunEvent.Kind.BASELINE, 0, body);
    } else if (looked.orElse(null) instanceof StepResult.Stopped(Problem problem, _)) {
      listener.says(step, problem.what() + " " + problem.why());
      outcomes.pause(problem.what() + " " + problem.why());
    }
  }

  private void waits(RunState run, RunbookStep step, StepResult.Waiting waiting)
      throws InterruptedException {
    Map<String, @Nullable Object> told = new LinkedHashMap<>();
    told.put("what", waiting.what());
    told.put("until", waiting.until().map(Instant::toString).orElse(null));
    StepState state = run.step(step.number());
    // Told again where something was said since: so who reads the last event knows what is seen.
    if (!run.waiting().equals(Optional.of(step.number())) || !state.told().equals(told)) {
      outcomes.write(RunEvent.Kind.STEP_WAITS, step.number(), told);
      listener.ends(step, false, waiting);
    }
    if (!mayGoOn(step)) {
      // Who waits writes nothing, and would not hear that another driver has the release.
      outcomes.requireLease();
    }
    Thread.sleep(WAIT_MS);
  }

  private void back(RunState run, RunbookStep step) throws InterruptedException {
    outcomes.write(RunEvent.Kind.UNDO_BEGAN, step.number(), Map.of("epoch", lease.epoch()));
    listener.begins(step, true);
    Optional<StepResult> result = attempt(step, () -> step.step().undo(context(run, step)));
    if (result.isPresent()) {
      outcomes.undone(step, result.get());
    }
  }

  private List<Map<String, @Nullable Object>> kept(RunbookStep step) {
    if (step.keep().isEmpty()) {
      return List.of();
    }
    Path into = around.kept().resolve("%02d-files".formatted(step.number()));
    return new KeptFiles(around.project(), into).keep(step.keep());
  }

  private void record(RunbookStep step, Optional<StepResult> result) throws InterruptedException {
    if (result.isPresent()) {
      outcomes.done(step, result.get(), kept(step));
      outcomes.goBackIfSaid(step, result.get());
    }
  }

  /// Empty if it was ended: by an abort, which the journal tells the next look.
  private Optional<StepResult> attempt(RunbookStep step, Callable<StepResult> work)
      throws InterruptedException {
    takeTarget();
    SessionGroup sessions = new SessionGroup(DriverMark.of(lease), new TargetFence(lease)::check);
    try {
      return Optional.of(new Attempt(sessions, () -> mayGoOn(step)).run(work));
    } catch (Attempt.Ended e) {
      outcomes.requireLease();
      listener.says(
          step,
          "ended in its middle: "
              + triggers.fired().map(Triggers.Fired::said).orElse("the release was aborted"));
      return Optional.empty();
    }
  }

  private boolean mayGoOn(RunbookStep step) {
    // Not by the clock, which may be set back by an hour while the lease runs out.
    long now = System.nanoTime();
    boolean renew = now - renewedNanos >= Lease.RENEWAL.toNanos();
    if (renew) {
      renewedNanos = now;
    }
    return (!renew || outcomes.renew()) && isForward(step);
  }

  private boolean isForward(RunbookStep step) {
    Optional<RunState> seen = outcomes.glance();
    seen.ifPresent(triggers::follow);
    seen.ifPresent(audience::follow);
    triggers.news().ifPresent(line -> listener.says(step, line));
    return triggers.fired().isEmpty()
        && seen.filter(run -> run.standing() == RunState.Standing.ABORTED).isEmpty();
  }

  private StepContext context(RunState run, RunbookStep step) {
    Instant began = run.step(step.number()).began().orElse(around.clock().instant());
    return new StepContext(
        around.project(),
        step.number(),
        began,
        run,
        around.variables(),
        outcomes.fenced(around.commands(), step.number()),
        around.target(),
        around.kept(),
        around.clock(),
        line -> listener.says(step, line));
  }
}
