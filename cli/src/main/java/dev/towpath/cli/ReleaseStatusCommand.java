package dev.towpath.cli;

import dev.towpath.control.Control;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.run.Journal;
import dev.towpath.release.run.RunReport;
import dev.towpath.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `towpath release status`: where a release stands.
@Command(
    name = "status",
    headerHeading =
        "Examples:%n"
            + "  towpath release status 2026-11-21-orders%n"
            + "  towpath release status 2026-11-21-orders --follow%n%n",
    header = "Shows where a release stands, step by step.",
    description =
        "With --follow it shows what happens, wherever the release is driven, until it ends or"
            + " needs a person.",
    synopsisHeading = "%nUsage: ")
final class ReleaseStatusCommand implements Task {
  @Mixin ReleaseOption release;

  @Option(names = "--follow", description = "Go on showing it.")
  boolean follow;

  @Override
  public Report run(Wiring wiring) throws InterruptedException {
    try (Control control = Recording.control(wiring)) {
      Journal journal = Recording.journal(wiring, control);
      RunState run =
          follow
              ? new Following(wiring, journal, release.id).toItsEnd()
              : journal.state(release.id);
      return RunReport.of("release status", run, journal.driving(release.id));
    }
  }
}
