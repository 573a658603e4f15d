package dev.towpath.release.plan;

import dev.towpath.digest.Sha256;
import dev.towpath.migration.run.PlanReport;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.release.Release;
import dev.towpath.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What `towpath plan` and `towpath status` say about an environment, for a release.
final class PendingMigrations {
  /// What the way back takes away where a down script is missing.
  static final String SINCE_THE_BACKUP = "what is written after the backup";

  private PendingMigrations() {}

  static Release.Migrations of(PlanInput input) {
    Report plan = fine(input.commands().run("plan", "-e", input.environment()));
    Report status = fine(input.commands().run("status", "-e", input.environment()));
    List<Release.Pending> pending = new ArrayList<>();
    for (Map<?, ?> each : objects(plan, "migrations")) {
      Path file = Path.of(text(each, "file"));
      pending.add(
          new Release.Pending(
              text(each, "version"), text(each, "name"), file, digest(input, file)));
    }
    String before = "0";
    for (Map<?, ?> each : objects(status, "migrations")) {
      before = text(each, "state").equals("applied") ? text(each, "version") : before;
    }
    return new Release.Migrations(
        String.valueOf(plan.data().get("digest")),
        before,
        List.copyOf(pending),
        ChangeClass.regulated(input.project(), pending),
        loses(plan));
  }

  /// What undoing them takes away: a down script says so itself, and a backup is older than now.
  private static String loses(Report plan) {
    List<String> losses = new ArrayList<>();
    for (Map<?, ?> each : objects(plan, "migrations")) {
      String undo = text(each, "undo");
      if (undo.equals(PlanReport.NO_DOWN_SCRIPT)) {
        return SINCE_THE_BACKUP;
      }
      int which = undo.indexOf(PlanReport.WHICH);
      if (which >= 0) {
        losses.add(undo.substring(which + PlanReport.WHICH.length()));
      }
    }
    return losses.isEmpty() ? "nothing" : String.join(", ", losses);
  }

  private static Report fine(Report report) {
    if (report.problem().isPresent()) {
      throw report.problem().get().exception();
    }
    if (report.exit() != Exit.FINE) {
      throw Problem.of(
              "release-not-planned", report.exit(), "towpath " + report.kind() + " says no.")
          .because(report.summary())
          .leaving("Nothing was planned or changed.")
          .next("Read all of it: towpath " + report.kind())
          .exception();
    }
    return report;
  }

  private static String digest(PlanInput input, Path file) {
    try {
      return Sha256.of(input.project().root().resolve(file));
    } catch (IOException e) {
      throw PlanProblems.unreadable(file, e).exception(e);
    }
  }

  private static List<Map<?, ?>> objects(Report report, String name) {
    List<Map<?, ?>> objects = new ArrayList<>();
    if (report.data().get(name) instanceof List<?> list) {
      list.forEach(each -> objects.add((Map<?, ?>) each));
    }
    return objects;
  }

  private static String text(Map<?, ?> object, String name) {
    return String.valueOf(object.get(name));
  }
}
