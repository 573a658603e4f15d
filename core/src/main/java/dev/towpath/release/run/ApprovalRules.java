package dev.towpath.release.run;

import static dev.towpath.release.run.Releases.refused;

import dev.towpath.release.Release;
import dev.towpath.release.ReleaseId;
import dev.towpath.release.journal.Approvals;
import dev.towpath.release.journal.RunState;
import java.util.List;

/// Whether somebody may approve a plan in a role now: each role as often as its class asks for it,
/// each time another person, in their order where they have one, and never who planned it.
final class ApprovalRules {
  private ApprovalRules() {}

  /// Fails where they may not.
  ///
  /// @throws dev.towpath.problem.ProblemException with `approval-not-asked`, `plan-void`,
  ///     `approval-given`, `approval-own`, `approval-twice` or `approval-order`
  static void require(RunState run, String role, String by) {
    Release release = run.release();
    ReleaseId id = release.id();
    String releaseClass = release.releaseClass().word();
    if (!release.rule().approve().contains(role)) {
      throw refused(
              "approval-not-asked",
              id,
              "The class " + releaseClass + " asks for no approval as " + role + ".",
              "It asks for " + release.rule().words() + ".")
          .exception();
    }
    if (run.author().fault().isPresent()) {
      throw refused("plan-void", id, "The plan of this release is void.", run.author().standing())
          .next("Plan it anew: towpath release plan " + release.runbook() + " --again " + id)
          .exception();
    }
    List<String> missing = Approvals.missing(run);
    if (!missing.contains(role)) {
      throw refused("approval-given", id, "It is approved as " + role + " already.", "")
          .exception();
    }
    if (by.equals(release.by())) {
      throw refused(
              "approval-own",
              id,
              "Nobody approves a release that they planned.",
              by + " planned this one.")
          .exception();
    }
    if (run.approvals().stream().anyMatch(each -> each.by().equals(by))) {
      throw refused(
              "approval-twice",
              id,
              "Each approval is another person's.",
              by + " has approved it already.")
          .exception();
    }
    if (release.rule().inOrder() && !missing.getFirst().equals(role)) {
      throw refused(
              "approval-order",
              id,
              "The approvals have an order.",
              "It is the turn of " + missing.getFirst() + ".")
          .exception();
    }
  }
}
