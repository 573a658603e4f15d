package dev.towpath.cli;

import dev.towpath.release.ReleaseId;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.run.Releases;
import picocli.CommandLine.Command;

/// `towpath release regression`: somebody declares that a release made something worse.
@Command(
    name = "regression",
    headerHeading =
        "Examples:%n"
            + "  towpath release regression 2026-11-21-orders --reason \"totals are wrong\"%n"
            + "  towpath release regression 2026-11-21-orders --reason \"no certificates\"%n%n",
    header = "Declares a regression, on which a release goes back.",
    description =
        "Where 'rollback-when' of the runbook has 'regression declared'. Its driver ends the step"
            + " that runs and takes the release back.",
    synopsisHeading = "%nUsage: ")
final class ReleaseRegressionCommand extends ReleaseSayingWhy {
  @Override
  RunState say(Releases releases, ReleaseId id, String why) {
    return releases.regression(id, why);
  }
}
