package dev.towpath.cli;

import dev.towpath.config.Project;
import dev.towpath.control.Control;
import dev.towpath.problem.ProblemException;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.note.NoteFiles;
import dev.towpath.release.note.NoteSettings;
import dev.towpath.release.note.ReleaseNote;
import dev.towpath.release.run.Journal;
import dev.towpath.release.run.Paperwork;
import dev.towpath.release.runbook.Runbook;
import dev.towpath.release.runbook.RunbookStep;
import dev.towpath.release.step.WriteNotes;
import dev.towpath.report.Block;
import dev.towpath.report.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `towpath release notes`: a release as people read it later.
@Command(
    name = "notes",
    headerHeading =
        "Examples:%n"
            + "  towpath release notes 2026-11-21-orders%n"
            + "  towpath release notes 2026-11-21-orders --write%n%n",
    header = "Prints a release's note, or writes it into the project.",
    description =
        "Where and with what is said by the step 'notes' of its runbook. With --write a release"
            + " that went back gets an entry in the log of rollbacks too, and what was written is"
            + " in its record.",
    synopsisHeading = "%nUsage: ")
final class ReleaseNotesCommand implements ProjectTask {
  @Mixin ReleaseOption release;

  @Option(names = "--write", description = "Writes it into the project, as the step does.")
  boolean write;

  @Override
  public Report run(Wiring wiring, Project project) throws InterruptedException {
    try (Control control = Recording.control(wiring)) {
      Journal journal = Recording.journal(wiring, control);
      RunState run = journal.state(release.id);
      return new Releasing(wiring, project)
          .with(
              run.release().runbook(),
              runbook -> report(paperwork(wiring, project, runbook, journal), run));
    }
  }

  /// Writes what people read of a release that went back, whether its runbook has a step for that
  /// or not, and whether that was come to or not. That it can't be written is a warning. Gives the
  /// release as it is told then.
  static RunState afterRollback(
      Wiring wiring, Project project, Runbook runbook, Journal journal, RunState run)
      throws InterruptedException {
    if (!Paperwork.isOwed(run)) {
      return run;
    }
    Paperwork paperwork = paperwork(wiring, project, runbook, journal);
    try {
      paperwork.write(run).forEach(file -> wiring.say("written: " + file));
      paperwork.files().tell(run);
    } catch (ProblemException e) {
      wiring.say("warning: " + e.problem().what() + " " + e.problem().next());
    }
    return journal.state(run.release().id());
  }

  private static Paperwork paperwork(
      Wiring wiring, Project project, Runbook runbook, Journal journal) {
    NoteSettings settings = settings(runbook).orElse(NoteSettings.USUAL);
    NoteFiles files = new NoteFiles(project.root(), settings, wiring.screen().variables());
    return new Paperwork(journal, files, wiring.who().person());
  }

  private static Optional<NoteSettings> settings(Runbook runbook) {
    return Stream.concat(runbook.steps().stream(), runbook.rollBack().stream())
        .map(RunbookStep::step)
        .filter(WriteNotes.Written.class::isInstance)
        .map(step -> ((WriteNotes.Written) step).settings())
        .findFirst();
  }

  private Report report(Paperwork paperwork, RunState run) throws InterruptedException {
    NoteFiles files = paperwork.files();
    ReleaseNote note = files.note(run);
    List<Path> written = write ? paperwork.write(run) : List.of();
    if (write) {
      files.tell(run);
    }
    return Report.of("release notes")
        .data("release", run.release().id().text())
        .data("file", files.file(note).toString())
        .data("written", written.stream().map(Path::toString).toList())
        .data("note", note.text())
        .block(new Block.Verbatim(note.text()))
        .summary(
            written.isEmpty()
                ? ""
                : "written: " + String.join(", ", written.stream().map(Path::toString).toList()));
  }
}
