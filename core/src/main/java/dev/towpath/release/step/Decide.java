package dev.towpath.release.step;

import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import java.util.Map;
import java.util.Optional;

/// `decide`: a person says whether the release goes on or goes back.
public final class Decide implements StepKind {
  @Override
  public String word() {
    return "decide";
  }

  @Override
  public String sentence() {
    return "Asks a person whether the release goes on or goes back.";
  }

  @Override
  public Optional<Step> read(StepText text) {
    return text.text().map(Asked::new);
  }

  private record Asked(String question) implements RepeatableStep {
    @Override
    public String does() {
      return "asks: " + question;
    }

    @Override
    public StepResult run(StepContext context) {
      Optional<RunState.Decision> decision = context.run().decision(context.number());
      if (decision.isEmpty()) {
        return new StepResult.Waiting("a decision: " + question, Optional.empty());
      }
      RunState.Decision said = decision.get();
      return said.go()
          ? new StepResult.Done(Map.of("by", said.by(), "reason", said.reason()))
          : new StepResult.GoBack(
              said.by() + " decided to roll back: " + said.reason(),
              Map.of(RunEvent.PERSON, said.by()));
    }
  }
}
