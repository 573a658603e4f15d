package dev.towpath.release.worker;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import dev.towpath.release.ReleaseId;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.run.Journal;
import dev.towpath.release.run.Lease;
import dev.towpath.release.runbook.Runbook;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/// Looks at one release after the other, and drives those that need it. Thread-safe.
final class Watchman {
  /// How long a release that waits is not looked at; a person who says something shortens it.
  private static final Duration AGAIN = Duration.ofSeconds(5);

  /// The longest that a release is due later which this worker leaves to the others.
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Journal journal;
  private final Crew crew;
  private final WorkerListener listener;
  private final InstantSource clock;
  private final BooleanSupplier closing;
  private final Map<ReleaseId, Problem> left = new ConcurrentHashMap<>();
  private final Map<ReleaseId, Instant> passed = new ConcurrentHashMap<>();
  private final Map<String, Boolean> watched = new ConcurrentHashMap<>();

  Watchman(
      Journal journal,
      Crew crew,
      WorkerListener listener,
      InstantSource clock,
      BooleanSupplier closing) {
    this.journal = journal;
    this.crew = crew;
    this.listener = listener;
    this.clock = clock;
    this.closing = closing;
  }

  Instant soon() {
    return clock.instant().plus(AGAIN);
  }

  /// Leaves a release to the other workers for a while: it is due for them, and not looked at here.
  Instant pass(String name) {
    passed.put(new ReleaseId(name), soon());
    return dueForOthers();
  }

  /// At once or after a pause, by chance. What nobody can drive is picked by each worker at each
  /// of its polls: that is meant, for were it due much later, the same worker could come first each
  /// time. But a scheduler that finds 24 due, three for each of its threads, looks for more without
  /// waiting for its next poll: with no pause it would never rest while there are so many.
  private Instant dueForOthers() {
    long pause = RANDOM.nextBoolean() ? 0 : RANDOM.nextLong(PAUSE.toMillis());
    return clock.instant().plusMillis(pause);
  }

  private void forget(ReleaseId id) {
    left.remove(id);
    passed.remove(id);
  }

  private boolean isPassed(ReleaseId id) {
    return clock.instant().isBefore(passed.getOrDefault(id, Instant.MIN));
  }

  /// Does what is to be done, and gives the time of the next look; empty where none is needed.
  Optional<Instant> look(String name) throws InterruptedException {
    ReleaseId id = new ReleaseId(name);
    if (isPassed(id)) {
      return Optional.of(dueForOthers());
    }
    RunState run = journal.state(id);
    return switch (Look.at(run, clock.instant())) {
      case Look.Rest() -> {
        forget(id);
        watched.remove(run.release().digest());
        yield Optional.empty();
      }
      case Look.Wait(Optional<Instant> until) -> {
        boolean well = !isWatched(run) || drive(run);
        yield Optional.of(well ? until.filter(soon()::isAfter).orElseGet(this::soon) : pass(name));
      }
      case Look.Drive() -> Optional.of(drive(run) ? soon() : pass(name));
    };
  }

  void lookOnceMore(String name) {
    ReleaseId id = new ReleaseId(name);
    if (!(Look.at(journal.state(id), clock.instant()) instanceof Look.Rest)) {
      journal.makeDue(id);
    }
  }

  /// Whether its triggers are looked at while it waits, so that it has a driver all the time.
  private boolean isWatched(RunState run) {
    try {
      return watched.computeIfAbsent(
          run.release().digest(), _ -> !crew.require(run).rollbackWhen().isEmpty());
    } catch (ProblemException e) {
      return true; // It can't be driven from here; who tries says so.
    }
  }

  /// Whether it had a driver: this worker, or another.
  private boolean drive(RunState run) throws InterruptedException {
    ReleaseId id = run.release().id();
    if (closing.getAsBoolean() || journal.driving(id).isNow()) {
      return true;
    }
    try {
      Runbook runbook = crew.require(run);
      Lease lease = journal.take(id, crew.person(), crew.driver());
      try {
        listener.takes(run);
        boolean stays = !runbook.rollbackWhen().isEmpty();
        listener.lets(crew.drive(lease, runbook, run.release(), now -> isOver(now, stays)));
      } finally {
        journal.leave(lease);
      }
      forget(id);
      return true;
    } catch (ProblemException e) {
      leave(id, e.problem());
      return false;
    }
  }

  /// Told once for each reason: it is looked at again and again.
  private void leave(ReleaseId id, Problem why) {
    if (!why.equals(left.put(id, why))) {
      listener.leaves(id, why);
    }
  }

  /// A look that failed: by the control database, which concerns all releases, or by a fault.
  void failed(String name, Throwable why, Troubles troubles) {
    if (!(why instanceof ProblemException expected)) {
      leave(
          new ReleaseId(name),
          Problem.of("worker-fault", Exit.BUG, "The worker failed in a way that it should not.")
              .because(String.valueOf(why))
              .leaving("What its step did so far is not known; the next driver looks first.")
              .next("Look: towpath release status " + name));
    } else if (expected.problem().code().startsWith("control-")) {
      troubles.tell(expected.problem());
    } else {
      leave(new ReleaseId(name), expected.problem());
    }
  }

  private boolean isOver(RunState run, boolean stays) {
    return closing.getAsBoolean()
        || (!stays
            && Look.at(run, clock.instant()) instanceof Look.Wait(Optional<Instant> until)
            && until.filter(soon()::isAfter).isEmpty());
  }
}
