package dev.towpath.cli;

import dev.towpath.release.ReleaseId;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.run.Releases;
import picocli.CommandLine.Command;

/// `towpath release abort`: it ends at once.
@Command(
    name = "abort",
    headerHeading =
        "Examples:%n"
            + "  towpath release abort 2026-11-21-orders --reason \"wrong environment\"%n"
            + "  towpath release abort 2026-11-21-orders --reason \"locks pile up\"%n%n",
    header = "Ends a release at once, also in the middle of a statement.",
    description = "Nothing is taken back by that: 'towpath release roll-back' does so.",
    synopsisHeading = "%nUsage: ")
final class ReleaseAbortCommand extends ReleaseSayingWhy {
  @Override
  RunState say(Releases releases, ReleaseId id, String why) {
    return releases.abort(id, why);
  }
}
