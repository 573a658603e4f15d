package dev.towpath.release.step;

import java.util.Optional;

/// `freeze`: from here on nothing can be written to the environment's database.
public final class Freeze implements StepKind {
  @Override
  public String word() {
    return "freeze";
  }

  @Override
  public String sentence() {
    return "Refuses every write to the database, and proves it.";
  }

  @Override
  public Optional<Step> read(StepText text) {
    return text.nothing() ? Optional.of(new Frozen()) : Optional.empty();
  }

  private record Frozen() implements Step {
    @Override
    public String does() {
      return "freezes the database";
    }

    /// A freeze that was interrupted goes on where it was.
    @Override
    public AfterCrash afterCrash() {
      return AfterCrash.REPEAT;
    }

    @Override
    public WayBack wayBack() {
      return new WayBack.By("thaws it", "nothing");
    }

    @Override
    public StepResult run(StepContext context) {
      return StepResult.of(
          context.command("freeze", "--reason", "release " + context.run().release().id()));
    }

    @Override
    public StepResult undo(StepContext context) {
      return StepResult.of(context.command("thaw"));
    }
  }
}
