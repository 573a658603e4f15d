package dev.towpath.cli;

import dev.towpath.release.ReleaseId;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.run.Releases;
import picocli.CommandLine.Command;

/// `towpath release resume`: a paused release may go on.
@Command(
    name = "resume",
    headerHeading =
        "Examples:%n"
            + "  towpath release resume 2026-11-21-orders%n"
            + "  towpath release resume 2026-11-21-orders --output json%n%n",
    header = "Lets a release go on that is paused, or that can't say whether it is well.",
    description = "Its driver goes on, if it still runs; else 'towpath release start' does.",
    synopsisHeading = "%nUsage: ")
final class ReleaseResumeCommand extends ReleaseSaying {
  @Override
  RunState say(Releases releases, ReleaseId id) {
    return releases.resume(id);
  }
}
