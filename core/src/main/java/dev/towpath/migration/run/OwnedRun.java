package dev.towpath.migration.run;

import dev.towpath.migration.history.History;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.report.Finding;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/// Runs a plan once the target is ours: claims it, plans again if anything moved until then, and
/// drives what the plan says.
final class OwnedRun {
  /// The one rule whose errors a person may accept.
  private static final String ACCEPTABLE = "undo-loses-data";

  /// The rule whose help is the whole way out.
  private static final String WITHOUT_SCRIPT = "undo-without-script";

  private final Clock clock;
  private final RandomGenerator random;
  private final RunContext.Who who;

  OwnedRun(Clock clock, RandomGenerator random, RunContext.Who who) {
    this.clock = clock;
    this.random = random;
    this.who = who;
  }

  /// @param approved the printed digest of the plan that was approved; nothing else then runs
  /// @param afresh gives the plan as it is now that the target is ours
  Outcome run(
      PlanRequest request,
      Plan seen,
      Optional<String> approved,
      OpenTarget target,
      RunListener listener,
      UnaryOperator<Plan> afresh) {
    refuse(seen, approved);
    if (seen.nothingToDo()) {
      return new Outcome(seen, List.of());
    }
    History history = request.layout().history();
    RunListener told = new OneAtATime(listener);
    try (Claim claim =
        Claim.take(target, history, who.driver(), request.options().targetPatience(), told)) {
      told.hear(new RunEvent.TargetLocked(claim.epoch()));
      Plan plan = afresh.apply(seen);
      refuse(plan, approved);
      return new Drive(context(request, target, claim, plan, told)).run(plan);
    } catch (SQLException failure) {
      throw Unreadable.of(failure, history, target);
    }
  }

  private RunContext context(
      PlanRequest request, OpenTarget target, Claim claim, Plan plan, RunListener listener) {
    return new RunContext(
        target,
        request.layout().history(),
        claim.epoch(),
        plan.digest().full(),
        who,
        request.options(),
        clock,
        random,
        listener);
  }

  private static void refuse(Plan plan, Optional<String> approved) {
    List<String> moved = approved.map(plan.digest()::movedSince).orElse(List.of());
    if (!moved.isEmpty()) {
      throw Problem.of(
              "plan-moved", Exit.REFUSED, "What the plan was approved for is not what is here now.")
          .because("Moved since: " + String.join("; ", moved) + ".")
          .leaving("Nothing was changed.")
          .next("Make the plan again with towpath plan, and let it be approved again.")
          .exception();
    }
    if (!plan.errors().isEmpty()) {
      throw Problem.of(
              "plan-blocked",
              Exit.REFUSED,
              "The plan has "
                  + (plan.errors().size() == 1 ? "an error" : plan.errors().size() + " errors")
                  + ", so nothing is run.")
          .because(Errors.listed(plan.errors()))
          .leaving("Nothing was changed.")
          .next(wayOut(plan.errors()))
          .exception();
    }
  }

  private static String wayOut(List<Finding> errors) {
    long losses = errors.stream().filter(each -> each.rule().equals(ACCEPTABLE)).count();
    String accept = "run again with --accept-data-loss.";
    if (losses == errors.size()) {
      return "Save what would be lost; if it may go, " + accept;
    }
    if (errors.stream().allMatch(each -> each.rule().equals(WITHOUT_SCRIPT))) {
      return errors.getFirst().help();
    }
    return losses == 0
        ? "Mend what the plan shows, and run again."
        : "Mend what the plan shows; where data may go, " + accept;
  }
}
