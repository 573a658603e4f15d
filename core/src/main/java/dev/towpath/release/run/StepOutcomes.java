package dev.towpath.release.run;

import dev.towpath.postgres.SessionGroup;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import dev.towpath.release.Commands;
import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.runbook.OnFailure;
import dev.towpath.release.runbook.RunbookStep;
import dev.towpath.release.step.StepResult;
import dev.towpath.signal.condition.SampleEvidence;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a driver writes into the journal, under its lease. While the control database is away, it
/// tries again: what was done must be written down.
final class StepOutcomes {
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration LIMIT = Duration.ofMinutes(15);
  private static final Set<String> AWAY = Set.of("control-unreachable", "control-lost");

  private final Journal journal;
  private final Lease lease;
  private final DriverListener listener;
  private final JournalReader reader;
  private final StepFiles files;

  StepOutcomes(Journal journal, Lease lease, DriverListener listener, StepFiles files) {
    this.journal = journal;
    this.lease = lease;
    this.listener = listener;
    this.reader = new JournalReader(lease.release());
    this.files = files;
  }

  RunState state() throws InterruptedException {
    return patiently(() -> journal.state(reader));
  }

  void write(RunEvent.Kind kind, int step, Map<String, @Nullable Object> body)
      throws InterruptedException {
    UUID id = UUID.randomUUID();
    patiently(
        () -> {
          journal.append(lease, id, kind, step, body);
          return true;
        });
  }

  /// @param kept the files that the step left as evidence
  void done(RunbookStep step, StepResult result, List<Map<String, @Nullable Object>> kept)
      throws InterruptedException {
    Map<String, @Nullable Object> body = body(step, result);
    if (!kept.isEmpty()) {
      body.put("kept", kept);
    }
    outputs(body, step.number());
    write(kind(result), step.number(), body);
    listener.ends(step, false, result);
  }

  void undone(RunbookStep step, StepResult result) throws InterruptedException {
    boolean stopped = kind(result) == RunEvent.Kind.STEP_STOPPED;
    Map<String, @Nullable Object> body = evidence(result);
    outputs(body, step.number());
    write(stopped ? RunEvent.Kind.UNDO_STOPPED : RunEvent.Kind.UNDO_DONE, step.number(), body);
    listener.ends(step, true, result);
  }

  void ended(RunState.Standing standing) throws InterruptedException {
    Map<String, @Nullable Object> body = new LinkedHashMap<>(Map.of("standing", standing.name()));
    outputs(body, 0);
    write(RunEvent.Kind.ENDED, 0, body);
  }

  private void outputs(Map<String, @Nullable Object> body, int step) {
    List<Map<String, @Nullable Object>> left = files.of(step);
    if (!left.isEmpty()) {
      body.put("outputs", left);
    }
  }

  /// What a step came to takes it back, if it does: with what the step saw.
  void goBackIfSaid(RunbookStep step, StepResult result) throws InterruptedException {
    switch (result) {
      case StepResult.Stopped(Problem problem, var evidence) -> {
        if (step.onFailure() instanceof OnFailure.RollBack) {
          goBack(problem.what(), seen(evidence, problem.why()), evidence);
        }
      }
      case StepResult.GoBack(String why, var evidence) -> goBack(why, seen(evidence, ""), evidence);
      case StepResult.Done _, StepResult.Waiting _ -> {}
    }
  }

  private static String seen(Map<String, @Nullable Object> evidence, String otherwise) {
    return evidence.get("seen") instanceof String seen ? seen : otherwise;
  }

  private void goBack(String why, String seen, Map<String, @Nullable Object> evidence)
      throws InterruptedException {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("why", why);
    if (!seen.isEmpty()) {
      body.put("seen", seen);
    }
    if (evidence.get("charts") instanceof List<?> charts) {
      body.put("charts", charts);
    }
    if (evidence.get(RunEvent.PERSON) instanceof String person) {
      body.put(RunEvent.PERSON, person);
    }
    write(RunEvent.Kind.GOING_BACK, 0, body);
  }

  /// A trigger takes it back: with the samples that it rests on.
  void goBack(Triggers.Fired fired) throws InterruptedException {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("why", fired.why());
    body.put("seen", fired.seen());
    fired.person().ifPresent(person -> body.put(RunEvent.PERSON, person));
    body.put("trigger", fired.condition());
    body.put("grounds", SampleEvidence.grounds(fired.grounds()));
    body.put("samples", fired.kept().get());
    body.put("charts", fired.charts().get());
    write(RunEvent.Kind.GOING_BACK, 0, body);
  }

  /// Nobody can say whether it must go back: it stops before its next step.
  void pause(String why) throws InterruptedException {
    write(RunEvent.Kind.PAUSED, 0, Map.of("reason", why, "person", "needed"));
  }

  private static RunEvent.Kind kind(StepResult result) {
    return switch (result) {
      case StepResult.Done _, StepResult.GoBack _ -> RunEvent.Kind.STEP_DONE;
      case StepResult.Stopped _ -> RunEvent.Kind.STEP_STOPPED;
      case StepResult.Waiting _ -> RunEvent.Kind.STEP_WAITS;
    };
  }

  private static Map<String, @Nullable Object> body(RunbookStep step, StepResult result) {
    Map<String, @Nullable Object> body = evidence(result);
    if (result instanceof StepResult.Stopped
        && step.onFailure() instanceof OnFailure.Ignore(String reason)) {
      body.put("ignored", reason);
    }
    return body;
  }

  private static Map<String, @Nullable Object> evidence(StepResult result) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    switch (result) {
      case StepResult.Done(var evidence) -> body.put("evidence", Evidence.plain(evidence));
      case StepResult.Stopped(Problem problem, var evidence) -> {
        body.put("problem", Evidence.of(problem));
        body.put("evidence", Evidence.plain(evidence));
      }
      case StepResult.GoBack(String why, var evidence) -> {
        body.put("go-back", why);
        body.put("evidence", Evidence.plain(evidence));
      }
      case StepResult.Waiting(String what, _) -> body.put("what", what);
    }
    return body;
  }

  /// Whether the lease is still this driver's; true where nobody can say.
  boolean renew() {
    try {
      return journal.renew(lease);
    } catch (ProblemException e) {
      away(e);
      return true;
    }
  }

  /// The release as it is told now; empty where nobody can say.
  Optional<RunState> glance() {
    try {
      return Optional.of(journal.state(reader));
    } catch (ProblemException e) {
      away(e);
      return Optional.empty();
    }
  }

  /// Notes what people were told; false where the control database is away.
  boolean alerted(Map<String, @Nullable Object> body) {
    try {
      journal.append(lease, UUID.randomUUID(), RunEvent.Kind.ALERTED, 0, body);
      return true;
    } catch (ProblemException e) {
      away(e);
      return false;
    }
  }

  /// Fails with `release-taken-over` if another driver has the release.
  void requireLease() throws InterruptedException {
    if (!patiently(() -> journal.renew(lease))) {
      throw JournalProblems.takenOver(lease).exception();
    }
  }

  /// A step's commands: they do nothing once another driver has the release, and what they report
  /// is kept.
  Commands fenced(Commands commands, int step) {
    return words -> {
      requireLeaseNow();
      return files.keep(step, commands.run(words));
    };
  }

  /// On a step's thread: the session to the control database is none of the step's.
  private void requireLeaseNow() {
    try {
      SessionGroup.outside(
          () -> {
            requireLease();
            return true;
          });
    } catch (ProblemException e) {
      throw e;
    } catch (Exception e) {
      Thread.currentThread().interrupt();
      throw JournalProblems.takenOver(lease).exception(e);
    }
  }

  private <T> T patiently(Supplier<T> work) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      try {
        return work.get();
      } catch (ProblemException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        away(e);
        Thread.sleep(RETRY);
      }
    }
  }

  private void away(ProblemException e) {
    if (!AWAY.contains(e.problem().code())) {
      throw e;
    }
    listener.waitsForControl(e.problem().what());
  }
}
