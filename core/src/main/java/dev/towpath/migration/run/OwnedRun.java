package dev.towpath.migration.run;

import dev.towpath.migration.history.History;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.report.Finding;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Runs a plan once the target is ours: claims it, plans again if anything moved until then, and
/// drives what the plan says.
final class OwnedRun {
  private static final String LOSES_DATA = "undo-loses-data";

  /// The rules whose errors a person may accept, and how.
  private static final Map<String, String> ACCEPTABLE =
      Map.of(LOSES_DATA, "--accept-data-loss", "edited-after-applied", "--accept-edited");

  /// The rule whose help is the whole way out.
  private static final String WITHOUT_SCRIPT = "undo-without-script";

  private final Clock clock;
  private final RandomGenerator random;
  private final RunContext.Who who;
  private final Observer observer;

  OwnedRun(Clock clock, RandomGenerator random, RunContext.Who who) {
    this(clock, random, who, Observer.NONE);
  }

  private OwnedRun(Clock clock, RandomGenerator random, RunContext.Who who, Observer observer) {
    this.clock = clock;
    this.random = random;
    this.who = who;
    this.observer = observer;
  }

  OwnedRun observed(Observer other) {
    return new OwnedRun(clock, random, who, other);
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
        listener,
        observer);
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
          .next(wayOut(plan))
          .exception();
    }
  }

  private static String wayOut(Plan plan) {
    List<Finding> errors = plan.errors();
    if (errors.stream().allMatch(each -> each.rule().equals(WITHOUT_SCRIPT))) {
      return errors.getFirst().help();
    }
    List<String> rules =
        errors.stream()
            .map(Finding::rule)
            .filter(rule -> plan.direction() == Plan.Direction.UNDO)
            .filter(ACCEPTABLE::containsKey)
            .toList();
    if (rules.isEmpty()) {
      return "Mend what the plan shows, and run again.";
    }
    String accept =
        "run again with "
            + rules.stream()
                .distinct()
                .sorted()
                .map(ACCEPTABLE::get)
                .collect(Collectors.joining(" "))
            + ".";
    if (rules.size() < errors.size()) {
      return "Mend what the plan shows; where that may be, " + accept;
    }
    return rules.contains(LOSES_DATA)
        ? "Save what would be lost; if it may go, " + accept
        : "Look at the finding; if it may be, " + accept;
  }
}
