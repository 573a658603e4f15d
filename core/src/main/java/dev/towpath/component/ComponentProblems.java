package dev.towpath.component;

import dev.towpath.config.ComponentSettings;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;

/// What can go wrong with a component.
final class ComponentProblems {
  private ComponentProblems() {}

  /// Its system refused something, or could not be asked.
  ///
  /// @param what was tried, as in `be deployed`
  static Problem failed(ComponentSettings settings, String what, String why) {
    return Problem.of(
            "component-failed",
            Exit.STOPPED,
            "The component '" + settings.name() + "' could not " + what + ".")
        .because(why)
        .leaving("What serves now is not known; the database was not touched by this.")
        .next("Look at the component; then retry the step, or roll the release back.");
  }

  /// Nothing deployable was built from that commit.
  static Problem notBuilt(ComponentSettings settings, String commit, String why) {
    return Problem.of(
            "component-not-built",
            Exit.REFUSED,
            "'" + settings.name() + "' has no revision of commit " + commit + ".")
        .because(why)
        .leaving("What served before serves on.")
        .next("Build and upload it; then retry the step.");
  }
}
