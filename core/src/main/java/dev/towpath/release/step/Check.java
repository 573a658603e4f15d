package dev.towpath.release.step;

import java.util.Optional;

/// `check`: what the pending migrations will do, by their files and the environment's schema.
public final class Check implements StepKind {
  @Override
  public String word() {
    return "check";
  }

  @Override
  public String sentence() {
    return "Asks the rules about the pending migrations; an error stops the release.";
  }

  @Override
  public Optional<Step> read(StepText text) {
    return text.nothing() ? Optional.of(new Asked()) : Optional.empty();
  }

  private record Asked() implements RepeatableStep {
    @Override
    public String does() {
      return "checks the pending migrations";
    }

    @Override
    public StepResult run(StepContext context) {
      return StepResult.of(context.command("check"));
    }
  }
}
