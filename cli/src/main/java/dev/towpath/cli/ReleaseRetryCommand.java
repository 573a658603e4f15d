package dev.towpath.cli;

import dev.towpath.release.ReleaseId;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.run.Releases;
import picocli.CommandLine.Command;

/// `towpath release retry`: the step that stopped is tried again.
@Command(
    name = "retry",
    headerHeading =
        "Examples:%n"
            + "  towpath release retry 2026-11-21-orders%n"
            + "  towpath release retry 2026-11-21-orders --output json%n%n",
    header = "Tries the step that stopped a release again.",
    description = "Its driver goes on, if it still runs; else 'towpath release start' does.",
    synopsisHeading = "%nUsage: ")
final class ReleaseRetryCommand extends ReleaseSaying {
  @Override
  RunState say(Releases releases, ReleaseId id) {
    return releases.retry(id);
  }
}
