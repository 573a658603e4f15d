package dev.towpath.release.step;

import java.util.ArrayList;
import java.util.List;
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
    if (text.isEmpty()) {
      return Optional.of(new Undone(false));
    }
    return text.mapping()
        .map(
            mapping -> {
              boolean loses = mapping.flag("accept-data-loss").orElse(false);
              mapping.end();
              return new Undone(loses);
            });
  }

  /// Where nothing was applied, there is nothing to take back.
  static StepResult toBefore(StepContext context, String... more) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("--to", context.run().release().migrations().before()));
    words.addAll(List.of("--yes", context.environment()));
    words.addAll(List.of(more));
    return StepResult.of(context.command("rollback run", words.toArray(String[]::new)));
  }

  /// A rollback that was interrupted goes on where it was.
  /// @param loses whether what the way back takes away may go
  private record Undone(boolean loses) implements RepeatableStep {
    @Override
    public String does() {
      return "takes the database back to the version before"
          + (loses ? ", and with it what was written since" : "");
    }

    @Override
    public StepResult run(StepContext context) {
      return loses ? toBefore(context, "--accept-data-loss") : toBefore(context);
    }
  }
}
