package dev.towpath.cli;

import dev.towpath.release.ReleaseId;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.run.Releases;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `towpath release tick`: an item of the checklist that a release waits for.
@Command(
    name = "tick",
    headerHeading =
        "Examples:%n"
            + "  towpath release tick 2026-11-21-orders --item 1%n"
            + "  towpath release tick 2026-11-21-orders --item 2 --proof \"run 481 is green\"%n%n",
    header = "Ticks off an item of the checklist that a release waits for.",
    synopsisHeading = "%nUsage: ")
final class ReleaseTickCommand extends ReleaseSaying {
  @Option(
      names = "--item",
      required = true,
      paramLabel = "N",
      description = "The item's number, from 1; the status tells the first open one.")
  int item;

  @Option(
      names = "--proof",
      paramLabel = "TEXT",
      description = "What shows that it is done: a sentence or a link.")
  String proof = "";

  @Override
  RunState say(Releases releases, ReleaseId id) {
    return releases.tick(id, item, proof);
  }
}
