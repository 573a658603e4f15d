package dev.towpath.release.run;

import dev.towpath.release.Beside;
import dev.towpath.release.Release;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.journal.StepState;
import dev.towpath.release.runbook.Runbook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What would be done to go back from where a release stands, with the price of each step as far
/// as it is known, in words.
final class PricedWay {
  private static final Set<StepState.Phase> NOTHING_TO_UNDO =
      Set.of(StepState.Phase.AHEAD, StepState.Phase.WAITING, StepState.Phase.UNDONE);

  private PricedWay() {}

  static String words(RunState run, Runbook runbook) {
    if (!runbook.rollBack().isEmpty()) {
      return runbook.rollBack().stream()
          .map(step -> step.name() + price(run.release(), step.number()))
          .collect(Collectors.joining("; "));
    }
    List<String> ways = new ArrayList<>();
    for (Release.PlannedStep step : run.release().steps().reversed()) {
      StepState.Phase phase = run.step(step.number()).phase();
      if (!NOTHING_TO_UNDO.contains(phase)) {
        step.wayBack()
            .filter(way -> !way.equals("-"))
            .map(way -> step.number() + ". " + way + price(run.release(), step.number()))
            .ifPresent(ways::add);
      }
    }
    return ways.isEmpty() ? "nothing has to be undone" : String.join("; ", ways);
  }

  private static String price(Release release, int number) {
    Optional<Beside.Price> price = release.beside().price(number);
    String took =
        price
            .flatMap(Beside.Price::took)
            .map(length -> ", took " + words(length) + " last time")
            .orElse("");
    String loses = price.map(Beside.Price::loses).filter(text -> !text.isEmpty()).orElse("");
    return took + (loses.isEmpty() ? "" : ", loses " + loses);
  }

  private static String words(Duration length) {
    return Math.max(1, length.toSeconds()) + " s";
  }
}
