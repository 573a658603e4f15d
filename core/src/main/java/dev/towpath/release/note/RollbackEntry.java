package dev.towpath.release.note;

import dev.towpath.release.Release.PlannedStep;
import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.journal.StepState;
import java.util.List;
import java.util.Locale;

/// What the log of rollbacks says of one release that went back.
record RollbackEntry(RunState run, RunEvent goingBack) {
  String heading() {
    return "## " + run.release().id();
  }

  String text() {
    Markdown page = new Markdown();
    page.paragraph(heading());
    page.item("When: " + Markdown.time(goingBack.at()));
    page.item("Environment: " + run.release().environment());
    page.item("Commit: " + run.release().commit().orElse("none"));
    page.item("By: " + goingBack.by());
    page.item("Why: " + goingBack.text("why") + goingBack.text("reason"));
    page.end();
    page.head(List.of("", "step", "state"));
    for (StepState state : run.steps().values()) {
      String name =
          run.release().steps().stream()
              .filter(step -> step.number() == state.number())
              .findFirst()
              .map(PlannedStep::name)
              .orElse("way back");
      page.row(
          List.of(
              "" + state.number(),
              name,
              state.phase().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
    }
    page.end();
    page.paragraph("What has to be done now:");
    page.item("[ ] say what happened and what it touched");
    page.item("[ ] mend the cause, and release again");
    return page.page();
  }
}
