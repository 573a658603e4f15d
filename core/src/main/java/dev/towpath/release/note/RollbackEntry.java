package dev.towpath.release.note;

import dev.towpath.release.Release;
import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import java.nio.file.Path;
import java.util.Optional;

/// What the log of rollbacks says of one release that went back.
///
/// @param note its file, relative to the project, as the others
record RollbackEntry(
    RunState run, RunEvent goingBack, Path note, Optional<Path> incident, Path postMortem) {
  String heading() {
    return "## " + run.release().id();
  }

  String text() {
    Told told = new Told(run, goingBack);
    Release release = run.release();
    Markdown page = new Markdown();
    page.paragraph(heading());
    page.item("When: " + Markdown.time(goingBack.at()));
    page.item("Environment: " + release.environment());
    page.item("Commit: " + release.commit().orElse("none"));
    page.item("Class: " + release.releaseClass().word());
    page.item("Digest of the plan: " + release.digest());
    page.item("By: " + goingBack.person().orElse("itself"));
    page.item("Driven by: " + told.drivers());
    page.item("Why: " + told.why());
    page.item("Migrations: " + migrations(release));
    page.item("Backups: " + Told.listed(told.backups()));
    page.item("Note: " + note);
    page.item("Post-mortem: " + postMortem);
    incident.ifPresent(file -> page.item("Data-integrity incident: " + file));
    page.end();
    told.steps(page);
    page.paragraph("What has to be done now:");
    page.item("[ ] say what happened and what it touched");
    page.item("[ ] mend the cause, and release again");
    return page.page();
  }

  private static String migrations(Release release) {
    return release.migrations().pending().isEmpty()
        ? "none"
        : String.join(
                ", ",
                release.migrations().pending().stream().map(Release.Pending::version).toList())
            + "; the version before was "
            + release.migrations().before();
  }
}
