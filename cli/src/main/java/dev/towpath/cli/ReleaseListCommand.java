package dev.towpath.cli;

import dev.towpath.config.Project;
import dev.towpath.control.Control;
import dev.towpath.release.ReleaseId;
import dev.towpath.release.journal.Retrospective;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.run.Journal;
import dev.towpath.release.run.Releases;
import dev.towpath.report.Block;
import dev.towpath.report.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// `towpath release list`: the project's releases, the newest first.
@Command(
    name = "list",
    headerHeading = "Examples:%n  towpath release list%n  towpath release list --output json%n%n",
    header = "Lists the project's newest releases.",
    synopsisHeading = "%nUsage: ")
final class ReleaseListCommand implements ProjectTask {
  private static final int MOST = 50;

  @Override
  public Report run(Wiring wiring, Project project) {
    try (Control control = Recording.control(wiring)) {
      Journal journal = Recording.journal(wiring, control);
      List<Block.Row> rows = new ArrayList<>();
      List<Map<String, @Nullable Object>> data = new ArrayList<>();
      for (ReleaseId id : journal.newest(project.name(), MOST)) {
        RunState run = journal.state(id);
        rows.add(
            new Block.Row(
                Block.Tone.PLAIN,
                List.of(
                    id.text(),
                    Releases.word(run.standing()),
                    run.release().environment(),
                    run.release().releaseClass().word(),
                    run.release().by(),
                    owed(run, wiring.clock().instant()))));
        data.add(data(run));
      }
      return Report.of("release list")
          .data("releases", data)
          .block(
              new Block.Table(
                  List.of(
                      "release", "state", "environment", "class", "planned by", "retrospective"),
                  rows))
          .summary(Counts.of(rows.size(), "release"))
          .next(rows.isEmpty() ? "towpath release plan RUNBOOK -e ENV" : "");
    }
  }

  /// What is still owed for it.
  private static String owed(RunState run, Instant now) {
    return Retrospective.of(run)
        .map(duty -> duty.isOverdue(now) ? "OVERDUE" : duty.isOpen() ? "due " + duty.due() : "done")
        .orElse("");
  }

  private static Map<String, @Nullable Object> data(RunState run) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("release", run.release().id().text());
    data.put("state", Releases.word(run.standing()));
    data.put("environment", run.release().environment());
    data.put("class", run.release().releaseClass().word());
    data.put("by", run.release().by());
    data.put("retrospective", Retrospective.of(run).map(Retrospective::words).orElse(null));
    data.put("planned", run.release().planned().toString());
    return data;
  }
}
