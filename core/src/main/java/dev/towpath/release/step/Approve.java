package dev.towpath.release.step;

import dev.towpath.release.journal.Approvals;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `approve`: the release waits here until everybody whom its class asks for has approved its plan.
public final class Approve implements StepKind {
  @Override
  public String word() {
    return "approve";
  }

  @Override
  public String sentence() {
    return "Waits until the roles of the release's class have approved this very plan.";
  }

  @Override
  public Optional<Step> read(StepText text) {
    return text.nothing() ? Optional.of(new Approved()) : Optional.empty();
  }

  private record Approved() implements RepeatableStep {
    @Override
    public String does() {
      return "waits for the approvals of its class";
    }

    @Override
    public StepResult run(StepContext context) {
      List<String> missing = Approvals.missing(context.run());
      if (!missing.isEmpty()) {
        return new StepResult.Waiting(Approvals.wanted(context.run()), Optional.empty());
      }
      return new StepResult.Done(
          Map.of(
              "plan",
              context.run().release().digest(),
              "approvals",
              context.run().approvals().stream()
                  .map(each -> each.role() + ": " + each.who() + ", " + each.meaning())
                  .toList()));
    }
  }
}
