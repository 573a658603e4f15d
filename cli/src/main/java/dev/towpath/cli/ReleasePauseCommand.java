package dev.towpath.cli;

import dev.towpath.release.ReleaseId;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.run.Releases;
import picocli.CommandLine.Command;

/// `towpath release pause`: it stops before its next step.
@Command(
    name = "pause",
    headerHeading =
        "Examples:%n"
            + "  towpath release pause 2026-11-21-orders --reason lunch%n"
            + "  towpath release pause 2026-11-21-orders --reason \"the network is down\"%n%n",
    header = "Stops a release before its next step.",
    synopsisHeading = "%nUsage: ")
final class ReleasePauseCommand extends ReleaseSayingWhy {
  @Override
  RunState say(Releases releases, ReleaseId id, String why) {
    return releases.pause(id, why);
  }
}
