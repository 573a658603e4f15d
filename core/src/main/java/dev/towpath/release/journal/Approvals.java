package dev.towpath.release.journal;

import java.util.ArrayList;
import java.util.List;

/// Whether a plan has the approvals that its class asks for.
public final class Approvals {
  private Approvals() {}

  /// The roles that have still to approve, in their order.
  public static List<String> missing(RunState run) {
    List<String> missing = new ArrayList<>(run.release().rule().approve());
    run.approvals().forEach(approval -> missing.remove(approval.role()));
    return missing;
  }
}
