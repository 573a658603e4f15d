package dev.towpath.cli;

import dev.towpath.config.Project;
import dev.towpath.control.Control;
import dev.towpath.release.Release;
import dev.towpath.release.ReleaseClass;
import dev.towpath.release.ReleaseId;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.plan.Known;
import dev.towpath.release.plan.PlanInput;
import dev.towpath.release.plan.Protection;
import dev.towpath.release.plan.ReleasePlanner;
import dev.towpath.release.run.Author;
import dev.towpath.release.run.Journal;
import dev.towpath.release.run.PlanText;
import dev.towpath.release.runbook.Runbook;
import dev.towpath.report.Report;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `towpath release plan`: what a release will do, written down so that people can approve it.
@Command(
    name = "plan",
    headerHeading =
        "Examples:%n"
            + "  towpath release plan runbooks/production.yaml -e production%n"
            + "  towpath release plan runbooks/production.yaml -e production --class regulated%n%n",
    header = "Plans a release: its steps, who must approve, the way back of each.",
    description =
        "Writes the plan down under a digest of all that it will run: the runbook, the migrations,"
            + " the target's history, the commit. Approvals hold for that digest. Nothing is"
            + " changed on the environment. Where the release's class asks for signatures, you sign"
            + " the plan as its author: id and password are asked for.",
    synopsisHeading = "%nUsage: ")
final class ReleasePlanCommand implements ProjectTask {
  @Parameters(paramLabel = "RUNBOOK", description = "The runbook's file, in the project.")
  String file = "";

  @Mixin TargetOption target;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      converter = ReleaseOption.Id.class,
      description = "The release's name; by default the day and the runbook's file name.")
  @Nullable ReleaseId name;

  @Option(
      names = "--again",
      paramLabel = "RELEASE",
      converter = ReleaseOption.Id.class,
      description = "Plan this release anew, which has not begun; its approvals are void then.")
  @Nullable ReleaseId again;

  @Option(
      names = "--class",
      paramLabel = "CLASS",
      description =
          "routine, standard, regulated or emergency. By default as the change is; it can only be"
              + " raised.")
  @Nullable ReleaseClass releaseClass;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "The time T of its steps, as 2026-11-21T22:00:00Z; by default now.")
  @Nullable Instant at;

  @Override
  public Report run(Wiring wiring, Project project) throws InterruptedException {
    if (name != null && again != null) {
      throw Misuse.onlyOneOf("--name", "--again");
    }
    Releasing files = new Releasing(wiring, project);
    Instant now = wiring.clock().instant();
    ReleaseId id =
        Optional.ofNullable(again)
            .or(() -> Optional.ofNullable(name))
            .orElseGet(() -> ReleaseId.of(now, Releasing.word(file)));
    String environment = files.environment(target.environment);
    Protection.requirePushed(project, environment);
    return files.with(
        file,
        runbook -> {
          PlanInput input =
              files
                  .input(id, runbook, environment, now)
                  .asking(Optional.ofNullable(releaseClass))
                  .due(Optional.ofNullable(at).orElse(now));
          return plan(wiring, project, runbook, ReleasePlanner.plan(input));
        });
  }

  private Report plan(Wiring wiring, Project project, Runbook runbook, Release planned) {
    try (Control control = Recording.control(wiring)) {
      Journal journal = Recording.journal(wiring, control);
      if (again != null) {
        requireNotBegun(journal.state(again));
      }
      Protection.requireControl(project, planned.rule(), wiring.screen().variables());
      Protection.requireBefore(project, planned, journal);
      Release release = Known.of(planned, runbook, journal, wiring.clock().instant());
      Author author = author(wiring, project, control, release);
      return PlanText.of(journal.plan(release, again != null, author));
    }
  }

  /// Asks for a signature where the release's class wants one, and for nothing elsewhere.
  private static Author author(Wiring wiring, Project project, Control control, Release release) {
    boolean signs =
        release.rule().sign()
            && Registering.registrar(wiring, project, control).people().founded().isPresent();
    if (!signs) {
      return new Author.Claim(release.by());
    }
    wiring.say(
        "You sign this plan as its author: %s, class %s, digest %s."
            .formatted(release.id(), release.releaseClass().word(), release.digest()));
    return new Author.Signing(new Credentials(wiring, project, control).signIn());
  }

  private static void requireNotBegun(RunState run) {
    if (run.standing() != RunState.Standing.PLANNED) {
      throw Releasing.begun(run.release().id()).exception();
    }
  }
}
