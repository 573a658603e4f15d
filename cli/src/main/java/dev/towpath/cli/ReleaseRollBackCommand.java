package dev.towpath.cli;

import dev.towpath.release.ReleaseId;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.run.Releases;
import picocli.CommandLine.Command;

/// `towpath release roll-back`: a release goes back from where it is.
@Command(
    name = "roll-back",
    headerHeading =
        "Examples:%n"
            + "  towpath release roll-back 2026-11-21-orders --reason \"logins fail\"%n"
            + "  towpath release roll-back 2026-11-21-orders --reason \"P95 doubled\"%n%n",
    header = "Takes a release back from where it is.",
    description =
        "By the runbook's own steps back, or by undoing what was done in reverse. Its driver does"
            + " it, if it still runs; else 'towpath release start' does.",
    synopsisHeading = "%nUsage: ")
final class ReleaseRollBackCommand extends ReleaseSayingWhy {
  @Override
  RunState say(Releases releases, ReleaseId id, String why) {
    return releases.goBack(id, why);
  }
}
