package dev.towpath.release.plan;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.release.Release;
import dev.towpath.release.ReleaseClass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Why a release can't be planned.
final class PlanProblems {
  private static final String NOTHING = "Nothing was planned or changed.";

  private PlanProblems() {}

  static Problem environment(String runbook, List<String> faults) {
    return Problem.of(
            "release-environment",
            Exit.REFUSED,
            "The environment is not as " + runbook + " requires it.")
        .because(String.join(" ", faults))
        .leaving(NOTHING)
        .next("Set the variables, then plan again.");
  }

  static Problem lowered(ReleaseClass asked, ReleaseClass computed) {
    return Problem.of(
            "release-class-lowered",
            Exit.REFUSED,
            "This change is " + computed.word() + "; it can't be released as " + asked.word() + ".")
        .because("A class is computed from the change, and a person can only raise it.")
        .leaving(NOTHING)
        .next("Leave --class away, or name a higher one.");
  }

  static Problem noWayBack(List<Release.PlannedStep> without, ReleaseClass releaseClass) {
    Release.PlannedStep first = without.getFirst();
    return Problem.of(
            "release-no-way-back",
            Exit.REFUSED,
            "Step " + first.number() + " has no way back, and this class asks for one.")
        .because(
            "The runbook says 'way-back: required' for the class "
                + releaseClass.word()
                + "; "
                + without.size()
                + " of its steps have none.")
        .leaving(NOTHING)
        .next("Give '" + first.name() + "' an 'undo', or say 'changes: nothing'.");
  }

  static Problem roleUnknown(String role, List<String> known) {
    return Problem.of(
            "release-role-unknown",
            Exit.USAGE,
            "The runbook asks for the approval of " + role + ", which is no role of the project.")
        .because("'roles' of towpath.yaml names " + String.join(", ", known) + ".")
        .leaving(NOTHING)
        .next("Add the role there, or name one of these in the runbook's classes.");
  }

  static Problem noApproval(ReleaseClass releaseClass) {
    return Problem.of(
            "release-approve-missing",
            Exit.REFUSED,
            "No step of the runbook waits for the signatures that this class asks for.")
        .because(
            "The class " + releaseClass.word() + " is signed; 'approve' is where it is relied on.")
        .leaving(NOTHING)
        .next("Add the step 'approve:' before the first one that changes something.");
  }

  static Problem unreadable(Path file, IOException e) {
    return Problem.of("release-file-unreadable", Exit.USAGE, file + " can't be read.")
        .because(String.valueOf(e.getMessage()))
        .leaving(NOTHING)
        .next("See that it is there and that you may read it.");
  }
}
