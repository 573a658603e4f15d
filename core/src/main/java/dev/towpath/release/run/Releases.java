package dev.towpath.release.run;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.release.Release;
import dev.towpath.release.ReleaseId;
import dev.towpath.release.journal.Retrospective;
import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.journal.RunState.Standing;
import dev.towpath.release.journal.StepState;
import dev.towpath.release.journal.StepState.Phase;
import dev.towpath.signal.condition.Condition;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// What people say to a release: each saying is checked against where the release stands, and
/// written into its journal.
///
/// @param by who says it
public record Releases(Journal journal, String by) {
  private static final String DECLARED = new Condition.RegressionDeclared().text();

  /// Approves the plan as it is now, by a name that is not proven.
  public RunState approve(ReleaseId id, String role) {
    return approve(id, role, new Approver.Claim(by));
  }

  /// Approves the plan as it is now. Of two who do so at once, the second sees what the first did.
  public RunState approve(ReleaseId id, String role, Approver approver) {
    return journal.approve(
        id,
        approver.by(),
        (connection, event, run) -> {
          requireOpen(run);
          ApprovalRules.require(run, role, approver.by());
          return approver.body(connection, event, run.release(), role);
        });
  }

  /// Decides what the release waits for a person to decide.
  public RunState decide(ReleaseId id, boolean go, String reason) {
    int step = waiting(open(id), "decide");
    return say(
        id, RunEvent.Kind.DECIDED, step, Map.of("word", go ? "go" : "roll-back", "reason", reason));
  }

  /// Ticks off an item of the checklist that the release waits for.
  public RunState tick(ReleaseId id, int item, String proof) {
    RunState run = open(id);
    int step = waiting(run, "checklist");
    requireItem(run.release(), step, item);
    return say(id, RunEvent.Kind.TICKED, step, Map.of("item", item, "proof", proof));
  }

  private static void requireItem(Release release, int step, int item) {
    int items = release.steps().get(step - 1).items().size();
    if (item < 1 || item > items) {
      throw refused(
              "checklist-item-unknown",
              release.id(),
              "The checklist has no item " + item + ".",
              "Its items are numbered 1 to " + items + ".")
          .exception();
    }
  }

  /// It stops before its next step.
  public RunState pause(ReleaseId id, String reason) {
    require(open(id), Set.of(Standing.RUNNING, Standing.ROLLING_BACK), "running");
    return say(id, RunEvent.Kind.PAUSED, 0, Map.of("reason", reason));
  }

  /// It goes on, if it is paused or waits for somebody to say whether its signals are good.
  public RunState resume(ReleaseId id) {
    RunState run = open(id);
    OptionalInt open = unanswered(run);
    if (open.isPresent() && run.standing() == Standing.RUNNING) {
      return say(id, RunEvent.Kind.RESUMED, open.getAsInt(), Map.of());
    }
    require(run, Set.of(Standing.PAUSED), "paused");
    return say(id, RunEvent.Kind.RESUMED, 0, Map.of());
  }

  private static OptionalInt unanswered(RunState run) {
    return run.release().steps().stream()
        .filter(step -> step.kind().equals("watch") || step.kind().equals("gate"))
        .mapToInt(Release.PlannedStep::number)
        .filter(number -> run.step(number).phase() == Phase.WAITING)
        .filter(number -> run.step(number).began().isPresent())
        .findFirst();
  }

  /// Somebody says that something went wrong: a trigger, if the runbook has it.
  public RunState regression(ReleaseId id, String reason) {
    RunState run = open(id);
    if (run.release().rollbackWhen().stream().noneMatch(each -> each.contains(DECLARED))) {
      throw refused(
              "regression-no-trigger",
              id,
              "The runbook doesn't go back on a declared regression.",
              "Its 'rollback-when:' has no 'regression declared'.")
          .next("Take it back yourself: towpath release roll-back " + id)
          .exception();
    }
    if (run.last(RunEvent.Kind.BASELINE).isEmpty()) {
      throw refused(
              "regression-early",
              id,
              "The release has changed nothing yet.",
              "What is wrong now is not its doing.")
          .exception();
    }
    return say(id, RunEvent.Kind.REGRESSION, 0, Map.of("reason", reason));
  }

  /// The step that stopped is tried again.
  public RunState retry(ReleaseId id) {
    return say(id, RunEvent.Kind.STEP_RETRIED, stopped(open(id)).number(), Map.of());
  }

  /// The step that stopped is left out.
  public RunState skip(ReleaseId id, String reason) {
    StepState step = stopped(open(id));
    if (step.phase() == Phase.UNDO_STOPPED) {
      throw refused(
              "skip-undo",
              id,
              "The way back of a step is not skipped.",
              "Nobody would know what is left of step " + step.number() + ".")
          .exception();
    }
    return say(id, RunEvent.Kind.STEP_SKIPPED, step.number(), Map.of("reason", reason));
  }

  /// It ends at once, also in the middle of a statement. Nothing is taken back by that.
  public RunState abort(ReleaseId id, String reason) {
    open(id);
    return say(id, RunEvent.Kind.ABORTED, 0, Map.of("reason", reason));
  }

  /// It goes back from where it is.
  public RunState goBack(ReleaseId id, String reason) {
    RunState run = journal.state(id);
    require(
        run,
        Set.of(
            Standing.RUNNING, Standing.PAUSED, Standing.STOPPED, Standing.ABORTED, Standing.DONE),
        "begun");
    return say(
        id, RunEvent.Kind.GOING_BACK, 0, Map.of("why", by + ": " + reason, RunEvent.PERSON, by));
  }

  /// Closes the duty to look at the release again.
  ///
  /// @param what is kept in the record: the text that came of it, and where it stands
  public RunState lookBack(ReleaseId id, Map<String, Object> what) {
    RunState run = journal.state(id);
    if (Retrospective.of(run).filter(Retrospective::isOpen).isEmpty()) {
      throw refused(
              "retrospective-not-open",
              id,
              "There is no retrospective to be done for this release.",
              "Its class asks for none, it never ran, or it was done.")
          .exception();
    }
    if (!run.standing().isEnd()) {
      throw refused(
              "retrospective-not-open",
              id,
              "The release has not ended.",
              "It is " + word(run.standing()) + ".")
          .exception();
    }
    return say(id, RunEvent.Kind.RETROSPECTIVE, 0, what);
  }

  private RunState say(ReleaseId id, RunEvent.Kind kind, int step, Map<String, Object> body) {
    journal.say(id, by, kind, step, Map.copyOf(body));
    return journal.state(id);
  }

  private RunState open(ReleaseId id) {
    RunState run = journal.state(id);
    requireOpen(run);
    return run;
  }

  private static void requireOpen(RunState run) {
    ReleaseId id = run.release().id();
    if (run.standing().isEnd()) {
      throw refused(
              "release-ended", id, "The release has ended.", "It is " + word(run.standing()) + ".")
          .exception();
    }
  }

  private static int waiting(RunState run, String kind) {
    return run.release().steps().stream()
        .filter(step -> step.kind().equals(kind))
        .filter(step -> run.step(step.number()).phase() == Phase.WAITING)
        .map(Release.PlannedStep::number)
        .findFirst()
        .orElseThrow(
            () ->
                refused(
                        "release-not-waiting",
                        run.release().id(),
                        "The release doesn't wait for this now.",
                        "None of its steps of the kind '" + kind + "' is waiting.")
                    .exception());
  }

  private static StepState stopped(RunState run) {
    return run.stopped()
        .orElseThrow(
            () ->
                refused(
                        "release-not-stopped",
                        run.release().id(),
                        "No step of the release has stopped.",
                        "It is " + word(run.standing()) + ".")
                    .exception());
  }

  private static void require(RunState run, Set<Standing> standings, String wanted) {
    if (!standings.contains(run.standing())) {
      throw refused(
              "release-standing",
              run.release().id(),
              "The release is not " + wanted + ".",
              "It is " + word(run.standing()) + ".")
          .exception();
    }
  }

  /// A standing in a sentence.
  public static String word(Standing standing) {
    return switch (standing) {
      case PLANNED -> "planned";
      case RUNNING -> "running";
      case PAUSED -> "paused";
      case STOPPED -> "stopped";
      case ROLLING_BACK -> "rolling back";
      case DONE -> "done";
      case ROLLED_BACK -> "rolled back";
      case ABORTED -> "aborted";
    };
  }

  /// What can't be said to a release as it stands.
  static Problem refused(String code, ReleaseId id, String what, String why) {
    return Problem.of(code, Exit.REFUSED, what)
        .because(why)
        .leaving("Nothing was written down; the release is as it was.")
        .next("Look: towpath release status " + id);
  }
}
