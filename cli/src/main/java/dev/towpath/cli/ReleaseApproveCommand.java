package dev.towpath.cli;

import dev.towpath.approval.Meaning;
import dev.towpath.config.Project;
import dev.towpath.control.Control;
import dev.towpath.release.Release;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.plan.Protection;
import dev.towpath.release.run.Approver;
import dev.towpath.release.run.Journal;
import dev.towpath.release.run.Releases;
import dev.towpath.release.run.RunReport;
import dev.towpath.report.Block;
import dev.towpath.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `towpath release approve`: a person approves the plan of a release as it is.
@Command(
    name = "approve",
    headerHeading =
        "Examples:%n  towpath release approve 2026-11-21-orders --role engineering%n  towpath"
            + " release approve 2026-11-21-orders --role quality-lead --meaning review%n%n",
    header = "Approves the plan of a release, as it is now.",
    description =
        "An approval holds for the plan's digest. Nobody approves what they planned, or twice."
            + " Once people are enrolled, it is signed: id and password are asked for.",
    synopsisHeading = "%nUsage: ")
final class ReleaseApproveCommand implements ProjectTask {
  @Mixin ReleaseOption release;

  @Option(
      names = "--role",
      required = true,
      paramLabel = "ROLE",
      description = "In which of the roles that its class asks for.")
  String role = "";

  @Option(
      names = "--meaning",
      paramLabel = "WORD",
      description =
          "What the signature means: authorship, review, approval or responsibility. By default"
              + " approval.")
  Meaning meaning = Meaning.APPROVAL;

  @Override
  public Report run(Wiring wiring, Project project) {
    try (Control control = Recording.control(wiring)) {
      Journal journal = Recording.journal(wiring, control);
      Release planned = journal.state(release.id).release();
      Protection.requireControl(project, planned.rule(), wiring.screen().variables());
      boolean enrolled =
          Registering.registrar(wiring, project, control).people().founded().isPresent();
      Approver approver =
          enrolled
              ? new Approver.Signing(new Credentials(wiring, project, control).signIn(), meaning)
              : new Approver.Claim(wiring.who().person());
      RunState run = new Releases(journal, approver.by()).approve(release.id, role, approver);
      Report report = RunReport.of("release status", run);
      return enrolled
          ? report
          : report.block(
              new Block.Text(
                  "This approval is a claim: nobody is enrolled, so "
                      + approver.by()
                      + " is a name that was said, not proven."));
    }
  }
}
