package dev.towpath.cli;

import dev.towpath.release.ReleaseId;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.run.Releases;
import picocli.CommandLine.Command;

/// `towpath release skip`: the step that stopped is left out.
@Command(
    name = "skip",
    headerHeading =
        "Examples:%n"
            + "  towpath release skip 2026-11-21-orders --reason \"checked by hand\"%n"
            + "  towpath release skip 2026-11-21-orders --reason \"not needed on a holiday\"%n%n",
    header = "Leaves out the step that stopped a release.",
    description = "The release goes on behind it with 'towpath release start'.",
    synopsisHeading = "%nUsage: ")
final class ReleaseSkipCommand extends ReleaseSayingWhy {
  @Override
  RunState say(Releases releases, ReleaseId id, String why) {
    return releases.skip(id, why);
  }
}
