package dev.towpath.cli;

import dev.towpath.config.Project;
import dev.towpath.control.Control;
import dev.towpath.report.Report;
import picocli.CommandLine.Command;

/// `towpath person list`: everybody who is or was enrolled.
@Command(
    name = "list",
    headerHeading = "Examples:%n  towpath person list%n  towpath person list --output json%n%n",
    header = "Lists everybody who is or was enrolled, with their roles.",
    synopsisHeading = "%nUsage: ")
final class PersonListCommand implements ProjectTask {
  @Override
  public Report run(Wiring wiring, Project project) {
    try (Control control = Recording.control(wiring)) {
      return PersonReport.of(Registering.registrar(wiring, project, control).people().all());
    }
  }
}
