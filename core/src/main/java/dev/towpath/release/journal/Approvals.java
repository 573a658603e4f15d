package dev.towpath.release.journal;

import java.util.ArrayList;
import java.util.List;

/// Whether a plan has the approvals that its class asks for.
public final class Approvals {
  private Approvals() {}

  /// The roles that have still to approve, in their order; each as often as people of it are
  /// missing.
  public static List<String> missing(RunState run) {
    List<String> missing = new ArrayList<>(run.release().rule().approve());
    run.approvals().forEach(approval -> missing.remove(approval.role()));
    return missing;
  }

  /// What is missing, with the approvals that don't count any more and why.
  public static String wanted(RunState run) {
    StringBuilder words = new StringBuilder("the approval of ");
    words.append(String.join(", ", missing(run)));
    for (Approval each : run.voidApprovals()) {
      words
          .append("; that of ")
          .append(each.who())
          .append(" as ")
          .append(each.role())
          .append(" is void: ")
          .append(each.fault().orElse(""));
    }
    if (run.voidApprovals().isEmpty()) {
      run.author().fault().ifPresent(why -> words.append("; the plan is void: ").append(why));
    }
    return words.toString();
  }
}
