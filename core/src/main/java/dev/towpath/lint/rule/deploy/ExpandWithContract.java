package dev.towpath.lint.rule.deploy;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.schema.Phase;
import dev.towpath.report.Severity;
import java.util.List;
import java.util.Optional;

/// One deploy gives the application something and takes something from it.
final class ExpandWithContract implements Rule {
  @Override
  public String name() {
    return "expand-with-contract";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public boolean isOptional() {
    return true;
  }

  @Override
  public List<Hit> check(Change change) {
    if (change.place().routine().isPresent()) {
      return List.of();
    }
    Optional<Phase> phase = Phase.of(change.schema(), change.node());
    if (phase.filter(Phase.MIXED::equals).isPresent()) {
      return List.of(hit("This statement both adds and takes away."));
    }
    return phase.filter(Phase.CONTRACT::equals).isPresent()
        ? List.of(
            hit("This takes away or demands more, in a deploy that also adds.")
                .ifStill(now -> now.phases().expands()))
        : List.of();
  }

  private static Hit hit(String message) {
    return Hit.of(message)
        .because(
            "What is added must be there before the new code, and what is taken away must stay"
                + " until the old code is gone: one deploy can't be both.")
        .help("Two releases: first what adds, and, when no old code runs any more, the rest.");
  }
}
