package dev.towpath.release.step;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.release.Release;
import dev.towpath.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `migrate`: exactly the migrations that the plan named.
public final class Migrate implements StepKind {
  @Override
  public String word() {
    return "migrate";
  }

  @Override
  public String sentence() {
    return "Runs the pending migrations, exactly as they were planned.";
  }

  @Override
  public Optional<Step> read(StepText text) {
    return text.nothing() ? Optional.of(new Migrated()) : Optional.empty();
  }

  private record Migrated() implements Step {
    @Override
    public String does() {
      return "runs the pending migrations";
    }

    /// Each migration is committed with its row of the history, and a second run goes on there.
    @Override
    public AfterCrash afterCrash() {
      return AfterCrash.REPEAT;
    }

    @Override
    public WayBack wayBack() {
      return new WayBack.By("the cheapest way that is enough: towpath rollback plan");
    }

    @Override
    public StepResult run(StepContext context) {
      Report plan = context.command("plan");
      if (plan.exit() != Exit.FINE) {
        return StepResult.of(plan);
      }
      Release.Migrations planned = context.run().release().migrations();
      String digest = String.valueOf(plan.data().get("digest"));
      if (!digest.equals(planned.digest()) && !isRest(plan, planned, context)) {
        return StepResult.stopped(changed(planned.digest(), digest));
      }
      return StepResult.of(context.command("apply", "--plan", digest, "--while-frozen"));
    }

    /// Whether this step was interrupted, and what is pending now is what it had not come to.
    private static boolean isRest(Report plan, Release.Migrations planned, StepContext context) {
      List<String> all = planned.pending().stream().map(Release.Pending::version).toList();
      List<String> left = new ArrayList<>();
      if (plan.data().get("migrations") instanceof List<?> migrations) {
        migrations.forEach(each -> left.add(String.valueOf(((Map<?, ?>) each).get("version"))));
      }
      return context.run().attempts(context.number()) > 1
          && left.size() <= all.size()
          && left.equals(all.subList(all.size() - left.size(), all.size()));
    }

    private static Problem changed(String planned, String now) {
      return Problem.of(
              "migrations-changed", Exit.REFUSED, "What is pending is not what was planned.")
          .because("The plan had the digest " + planned + "; it has " + now + " now.")
          .leaving("No migration was run.")
          .next("See what moved with towpath plan; then plan the release anew.");
    }

    @Override
    public StepResult undo(StepContext context) {
      return Undo.toBefore(context);
    }
  }
}
