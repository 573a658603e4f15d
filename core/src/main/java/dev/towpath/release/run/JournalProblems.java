package dev.towpath.release.run;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.release.ReleaseId;
import dev.towpath.release.step.StepResult;
import java.sql.SQLException;

/// What can be wrong with a release's journal.
final class JournalProblems {
  private JournalProblems() {}

  static Problem unknown(ReleaseId id) {
    return Problem.of("release-unknown", Exit.USAGE, "There is no release " + id + ".")
        .leaving("Nothing was changed.")
        .next("See which there are: towpath release list");
  }

  static Problem exists(ReleaseId id) {
    return Problem.of("release-exists", Exit.REFUSED, "There is a release " + id + " already.")
        .because("A release's name is never used twice.")
        .leaving("Nothing was changed.")
        .next("Give it another name: towpath release plan --name NAME");
  }

  static Problem driven(ReleaseId id, Driving driving) {
    return Problem.of("release-driven", Exit.REFUSED, "The release " + id + " is driven already.")
        .because("Its driver is " + driving.words() + ".")
        .leaving("That one goes on undisturbed.")
        .next(
            "Look: towpath release status "
                + id
                + ". If its driver died, try again in "
                + Lease.LENGTH.toSeconds()
                + " s.");
  }

  static Problem takenOver(Lease lease) {
    return Problem.of(
            "release-taken-over", Exit.STOPPED, "Another driver has taken over this release.")
        .because("This one (" + lease.driver() + ") was not heard of for too long.")
        .leaving("What this driver did not write down before is found out by the other.")
        .next("Look: towpath release status " + lease.release());
  }

  static Problem targetHeld(Lease lease, SQLException e) {
    return Problem.of(
            "release-target-held", Exit.STOPPED, "An older driver can't be kept off the target.")
        .because(String.valueOf(e.getMessage()))
        .leaving("This driver did nothing there. What the older one did isn't known.")
        .next(
            "End its sessions, whose application_name ends with @"
                + DriverMark.release(lease)
                + " and an older number; then go on: towpath release start "
                + lease.release());
  }

  static Problem unreadable(ReleaseId id, Exception e) {
    return Problem.of("release-unreadable", Exit.STOPPED, "The release " + id + " can't be read.")
        .because(String.valueOf(e.getMessage()))
        .leaving("Its events are in the ledger as they were written.")
        .next("Use the version of Towpath that planned it, or check: towpath ledger verify");
  }

  static StepResult interrupted() {
    return StepResult.stopped(
        Problem.of("step-interrupted", Exit.STOPPED, "The step was interrupted in the middle.")
            .because("Its driver died, and nobody but a person can say whether it was done.")
            .leaving("The environment is as the step left it.")
            .next("Look there; then towpath release retry, or skip it with a reason."));
  }
}
