package dev.towpath.cli;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.util.List;

/// What a person must type before something live is replaced.
final class Confirmation {
  private Confirmation() {}

  /// @param name of the live one, which `--yes` must name
  /// @param plan what will be done, a sentence each
  static Problem missing(String name, List<String> plan) {
    StringBuilder steps = new StringBuilder();
    for (int i = 0; i < plan.size(); i++) {
      steps.append(i == 0 ? "" : "\n").append(i + 1).append(". ").append(plan.get(i));
    }
    return Problem.of("restore-not-confirmed", Exit.REFUSED, name + " would be replaced.")
        .because(steps.toString())
        .leaving("Nothing was changed.")
        .next("If that is meant, run the same command with --yes " + name);
  }
}
