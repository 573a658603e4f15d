package dev.towpath.release.step;

import java.util.Optional;

/// `undo`: the database goes back to the version before the release.
public final class Undo implements StepKind {
  @Override
  public String word() {
    return "undo";
  }

  @Override
  public String sentence() {
    return "Takes the database back to the version before the release, by the cheapest way.";
  }

  @Override
  public Optional<Step> read(StepText text) {
    return text.nothing() ? Optional.of(new Undone()) : Optional.empty();
  }

  /// Where nothing was applied, there is nothing to take back.
  static StepResult toBefore(StepContext context) {
    return StepResult.of(
        context.command(
            "rollback run",
            "--to",
            context.run().release().migrations().before(),
            "--yes",
            context.environment()));
  }

  /// A rollback that was interrupted goes on where it was.
  private record Undone() implements RepeatableStep {
    @Override
    public String does() {
      return "takes the database back to the version before";
    }

    @Override
    public StepResult run(StepContext context) {
      return toBefore(context);
    }
  }
}
