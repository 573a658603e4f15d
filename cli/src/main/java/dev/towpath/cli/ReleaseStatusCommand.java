package dev.towpath.cli;

import dev.towpath.control.Control;
import dev.towpath.release.run.RunReport;
import dev.towpath.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `towpath release status`: where a release stands.
@Command(
    name = "status",
    headerHeading =
        "Examples:%n"
            + "  towpath release status 2026-11-21-orders%n"
            + "  towpath release status 2026-11-21-orders --output json%n%n",
    header = "Shows where a release stands, step by step.",
    synopsisHeading = "%nUsage: ")
final class ReleaseStatusCommand implements Task {
  @Mixin ReleaseOption release;

  @Override
  public Report run(Wiring wiring) {
    try (Control control = Recording.control(wiring)) {
      return RunReport.of("release status", Recording.journal(wiring, control).state(release.id));
    }
  }
}
