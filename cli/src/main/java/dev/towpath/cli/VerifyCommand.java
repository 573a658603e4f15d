package dev.towpath.cli;

import dev.towpath.config.Project;
import dev.towpath.migration.layout.LayoutFiles;
import dev.towpath.migration.layout.Layouts;
import dev.towpath.migration.verify.Verifier;
import dev.towpath.migration.verify.VerifyReport;
import dev.towpath.migration.verify.VerifyRequest;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `towpath verify`: whether history, files and database agree.
@Command(
    name = "verify",
    headerHeading = "Examples:%n  towpath verify%n  towpath verify -e production%n%n",
    header = "Proves that history, files and database agree.",
    description =
        "Replays the applied migrations on a scratch server, and compares the two schemas object"
            + " by object. Changes nothing on the target.",
    synopsisHeading = "%nUsage: ")
final class VerifyCommand implements ProjectTask {
  @Mixin TargetOption target;

  @Override
  public Report run(Wiring wiring, Project project) {
    Layouts.Found found = wiring.layout(project);
    LayoutFiles files = wiring.files(project, found);
    try (OpenTarget open = wiring.open(wiring.target(project, found.layout(), target.environment));
        RunProgress progress = wiring.runProgress("replayed", Interruption.ofReading())) {
      Verifier verifier = new Verifier(wiring.applier(), progress);
      return VerifyReport.of(verifier.verify(VerifyRequest.of(found.layout(), files), open));
    }
  }
}
