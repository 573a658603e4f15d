package dev.towpath.cli;

import dev.towpath.release.ReleaseId;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.run.Releases;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `towpath release approve`: a person approves the plan of a release as it is.
@Command(
    name = "approve",
    headerHeading =
        "Examples:%n"
            + "  towpath release approve 2026-11-21-orders --role engineering%n"
            + "  towpath release approve 2026-11-21-orders --role product-owner%n%n",
    header = "Approves the plan of a release, as it is now.",
    description =
        "An approval holds for the plan's digest. Nobody approves what they planned, or twice.",
    synopsisHeading = "%nUsage: ")
final class ReleaseApproveCommand extends ReleaseSaying {
  @Option(
      names = "--role",
      required = true,
      paramLabel = "ROLE",
      description = "In which of the roles that its class asks for.")
  String role = "";

  @Override
  RunState say(Releases releases, ReleaseId id) {
    return releases.approve(id, role);
  }
}
