package dev.towpath.release.plan;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.release.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Whether what was planned is still what is there.
public final class Unchanged {
  private Unchanged() {}

  /// Fails where something that the plan binds has changed.
  ///
  /// @param now the same release, planned anew
  /// @throws dev.towpath.problem.ProblemException with `release-plan-changed`, naming each change
  public static void require(Release planned, Release now) {
    boolean ruled = planned.rule().equals(now.rule());
    if (ruled && planned.digest().equals(now.digest())) {
      return;
    }
    TreeSet<String> names = new TreeSet<>(planned.bound().keySet());
    names.addAll(now.bound().keySet());
    List<String> changed = new ArrayList<>();
    for (String name : names) {
      String before = planned.bound().getOrDefault(name, "");
      String after = now.bound().getOrDefault(name, "");
      if (!before.equals(after)) {
        changed.add(name + (before.isEmpty() ? " (new)" : after.isEmpty() ? " (gone)" : ""));
      }
    }
    if (!ruled) {
      changed.add("who must approve its class");
    }
    throw Problem.of(
            "release-plan-changed", Exit.REFUSED, "What was planned is no longer what is there.")
        .because("Changed since: " + String.join(", ", changed) + ".")
        .leaving("Nothing was run. Approvals of the old plan hold for the old plan alone.")
        .next(
            "Plan it anew: towpath release plan " + planned.runbook() + " --again " + planned.id())
        .exception();
  }
}
