package dev.towpath.rollback;

import dev.towpath.report.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The way back by down scripts, from what is known of each.
final class DownWay {
  private static final Pattern ROWS = Pattern.compile(": (?:about )?(\\d+) rows? would be lost");

  private DownWay() {}

  static Way.Down of(List<RollbackStep> steps) {
    List<String> remarks = new ArrayList<>();
    for (RollbackStep step : steps) {
      String title = step.migration().title();
      if (step.down().isEmpty()) {
        remarks.add(title + " has no down script.");
      }
      if (step.down().isPresent() || step.half()) {
        step.trial().why().forEach(why -> remarks.add(title + ": " + why));
      }
      step.losses().stream().map(Finding::message).forEach(remarks::add);
    }
    boolean open = steps.stream().allMatch(RollbackStep::undoable);
    boolean sure = steps.stream().allMatch(each -> each.trial().verdict() == Trial.Verdict.GOOD);
    return new Way.Down(
        open ? Way.Access.OPEN : Way.Access.CLOSED,
        sure,
        open ? new Way.Price(time(steps), false, lost(steps)) : Way.Price.UNKNOWN,
        List.copyOf(remarks));
  }

  private static Optional<Duration> time(List<RollbackStep> steps) {
    boolean tried = steps.stream().allMatch(step -> !step.trial().took().isZero());
    return tried
        ? Optional.of(
            steps.stream().map(step -> step.trial().took()).reduce(Duration.ZERO, Duration::plus))
        : Optional.empty();
  }

  private static Optional<Long> lost(List<RollbackStep> steps) {
    long sum = 0;
    for (RollbackStep step : steps) {
      for (Finding loss : step.losses()) {
        Matcher rows = ROWS.matcher(loss.message());
        if (!rows.find()) {
          return Optional.empty();
        }
        sum += Long.parseLong(rows.group(1));
      }
    }
    return Optional.of(sum);
  }
}
