package dev.towpath.release.step;

import java.util.Optional;

/// `thaw`: writes are accepted again.
public final class Thaw implements StepKind {
  @Override
  public String word() {
    return "thaw";
  }

  @Override
  public String sentence() {
    return "Ends a freeze.";
  }

  @Override
  public Optional<Step> read(StepText text) {
    return text.nothing() ? Optional.of(new Thawed()) : Optional.empty();
  }

  private record Thawed() implements RepeatableStep {
    @Override
    public String does() {
      return "thaws the database";
    }

    @Override
    public StepResult run(StepContext context) {
      return StepResult.of(context.command("thaw"));
    }
  }
}
