package dev.towpath.release.note;

import dev.towpath.release.Release;
import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import java.util.List;

/// The record of a data-integrity incident: a release that touched regulated objects went back.
record IncidentRecord(RunState run, RunEvent goingBack) {
  String text() {
    Told told = new Told(run, goingBack);
    Release release = run.release();
    Markdown page = new Markdown();
    page.heading(1, "Data-integrity incident: " + release.id() + " went back");
    page.paragraph(
        "Opened by Towpath, because the release changed objects that the project calls regulated."
            + " What the ledger knows stands here; the rest is for people to write.");
    told.facts(page);
    touched(page, release);
    samples(page, told);
    page.heading(2, "Steps");
    told.steps(page);
    checklist(page, told, release);
    page.heading(2, "Findings")
        .paragraph("_Which rows, of which tables, since when, and how that was found out._");
    page.heading(2, "Closed").paragraph("_By whom, on which day, with which corrective action._");
    return page.page();
  }

  private static void touched(Markdown page, Release release) {
    page.heading(2, "What it touched");
    page.item("Regulated words: " + Told.listed(release.migrations().regulated()));
    release
        .migrations()
        .pending()
        .forEach(
            each ->
                page.item(
                    "Migration "
                        + each.version()
                        + " "
                        + each.name()
                        + ", SHA-256 "
                        + each.sha256()));
    page.item("The version before: " + release.migrations().before());
    page.item("Lost with the way back, as it was planned: " + release.migrations().loses());
    page.end();
  }

  private static void samples(Markdown page, Told told) {
    List<String> samples = told.samples();
    if (!samples.isEmpty()) {
      page.heading(2, "What led to it");
      samples.forEach(page::item);
      page.end();
    }
  }

  private static void checklist(Markdown page, Told told, Release release) {
    String backup = told.backups().isEmpty() ? "BACKUP" : told.backups().getLast();
    page.heading(2, "Contain");
    page.item(
        "[ ] Nothing writes to the objects above until the rows are known: `towpath freeze -e "
            + release.environment()
            + "`");
    page.item("[ ] The way back is whole: every step above is undone, or somebody knows why not");
    page.end();
    page.heading(2, "Assess which rows");
    page.item(
        "[ ] Rows written between the beginning and the end of the release are listed, table by"
            + " table");
    page.item(
        "[ ] Signatures, certificates and audit entries among them are compared with the backup");
    page.item("[ ] What nobody can decide from the data is named as such");
    page.end();
    page.heading(2, "Preserve the evidence");
    page.item(
        "[ ] The records are exported: `towpath ledger export --release "
            + release.id()
            + " -o "
            + release.id()
            + ".zip`");
    page.item(
        "[ ] The backup is held: `towpath backup hold "
            + backup
            + " --reason \"incident "
            + release.id()
            + "\"`");
    page.item("[ ] Logs of the application and of the database of that time are kept");
    page.end();
    page.heading(2, "Correct");
    page.item("[ ] Each affected row is corrected by a reviewed migration, and never by hand");
    page.item("[ ] The earlier values stay readable in the audit trail");
    page.item("[ ] Somebody who did not correct them has compared the rows again");
    page.end();
    page.heading(2, "Tell");
    page.item("[ ] Quality lead");
    page.item("[ ] Product owner, and the owners of the data");
    page.item(
        "[ ] Customers and authorities, where a contract or the law asks for it, with the day by"
            + " which");
    page.end();
    page.heading(2, "Close");
    page.item(
        "[ ] The cause is known, and what keeps it from coming again is done or has an owner and a"
            + " day");
    page.item("[ ] The quality lead has signed this record");
    page.end();
  }
}
