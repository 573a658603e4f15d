package dev.towpath.release.step;

import dev.towpath.signal.condition.Condition;
import dev.towpath.signal.condition.Lookout;
import java.time.Duration;
import java.util.Optional;

/// `gate`: a condition that must hold before the release goes on.
public final class Gate implements StepKind {
  @Override
  public String word() {
    return "gate";
  }

  @Override
  public String sentence() {
    return "Lets the release go on only if a condition on signals holds.";
  }

  @Override
  public Optional<Step> read(StepText text) {
    return text.condition(text.value())
        .map(
            condition ->
                new Looking(
                    "lets it go on if " + condition.text(),
                    Duration.ZERO,
                    Optional.of(condition),
                    Optional.empty(),
                    Lookout.Pace.USUAL,
                    false));
  }

  static boolean isOf(Condition condition, Class<? extends Condition> kind) {
    return condition.leaves().anyMatch(kind::isInstance);
  }
}
