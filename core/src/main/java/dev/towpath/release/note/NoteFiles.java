package dev.towpath.release.note;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes a release's note, and its entry in the log of rollbacks, into the project.
///
/// @param project the project's folder
/// @param variables for the name of who is on call
public record NoteFiles(Path project, NoteSettings settings, Map<String, String> variables) {
  private static final String HEAD = "# Rollback log\n";

  /// What a release's note says now.
  public ReleaseNote note(RunState run) {
    return new ReleaseNote(
        run,
        settings.onCall().map(template -> template.expand(variables)),
        settings.changes().map(this::text),
        settings.impact().map(this::text));
  }

  /// Where it goes: `docs/releases/2026-11-21-orders.md`.
  public Path file(ReleaseNote note) {
    String id = note.run().release().id().text();
    String day = note.began().atZone(ZoneOffset.UTC).toLocalDate() + "-";
    String name = id.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}-.+") ? id : day + id;
    return settings.folder().resolve(name + ".md");
  }

  /// Writes the note, and where the release went back, its entry in the log.
  ///
  /// @return what was written, relative to the project
  public List<Path> write(RunState run) {
    ReleaseNote note = note(run);
    Path file = file(note);
    try {
      replace(project.resolve(file), note.text());
      Optional<RunEvent> back = run.goingBack();
      if (back.isEmpty()) {
        return List.of(file);
      }
      enter(new RollbackEntry(run, back.get()));
      return List.of(file, settings.log());
    } catch (IOException e) {
      throw Problem.of("note-not-written", Exit.STOPPED, "The release's note can't be written.")
          .because(String.valueOf(e.getMessage()))
          .leaving("The release itself is as it was; its record is in the ledger.")
          .next("Mend the folder; then towpath release notes " + run.release().id() + " --write")
          .exception(e);
    }
  }

  /// An entry that is there stays as it is: people add to it.
  private void enter(RollbackEntry entry) throws IOException {
    Path log = project.resolve(settings.log());
    String text = Files.exists(log) ? Files.readString(log) : HEAD;
    if (text.lines().noneMatch(entry.heading()::equals)) {
      replace(log, text.stripTrailing() + "\n\n" + entry.text());
    }
  }

  /// Whoever reads it sees the old or the new text, and never a half.
  private static void replace(Path file, String text) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path beside = file.resolveSibling("." + file.getFileName() + ".new");
    Files.writeString(beside, text);
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private String text(Path file) {
    try {
      return Files.readString(project.resolve(file)).strip();
    } catch (IOException e) {
      throw Problem.of("note-part-unreadable", Exit.USAGE, file + " can't be read.")
          .because("The release's note takes a part from it: " + e.getMessage())
          .leaving("No note was written; the release itself is as it was.")
          .next("Write the file; then retry the step, or towpath release notes RELEASE --write")
          .exception(e);
    }
  }
}
