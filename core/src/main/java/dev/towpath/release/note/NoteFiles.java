package dev.towpath.release.note;

import dev.towpath.digest.Sha256;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.journal.RunState.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes a release's note into the project, and where it went back, the records for people. What
/// people write on in is begun once and never overwritten.
///
/// @param project the project's folder
/// @param variables for the name of who is on call, and for the tracker
public record NoteFiles(Path project, NoteSettings settings, Map<String, String> variables) {
  private static final String LOG_HEAD = "# Rollback log\n";

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
    return settings.folder().resolve(name(note));
  }

  private static String name(ReleaseNote note) {
    String id = note.run().release().id().text();
    String day = note.began().atZone(ZoneOffset.UTC).toLocalDate() + "-";
    return (id.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}-.+") ? id : day + id) + ".md";
  }

  /// Writes all that is to be written of a release as it stands.
  ///
  /// @return what was written, relative to the project
  public List<Path> write(RunState run) {
    ReleaseNote note = note(run);
    List<Path> written = new ArrayList<>();
    try {
      replace(project.resolve(file(note)), note.text());
      written.add(file(note));
      if (settings.changelog().isPresent()) {
        Path log = settings.changelog().get();
        replace(project.resolve(log), new ChangeLine(note, file(note)).in(text(log, "")));
        written.add(log);
      }
      if (run.goingBack().isPresent()) {
        written.addAll(back(note, run.goingBack().get()));
      }
      return List.copyOf(written);
    } catch (IOException e) {
      throw Problem.of("note-not-written", Exit.STOPPED, "The release's note can't be written.")
          .because(String.valueOf(e.getMessage()))
          .leaving("The release itself is as it was; its record is in the ledger.")
          .next("Mend the folder; then towpath release notes " + run.release().id() + " --write")
          .exception(e);
    }
  }

  /// What written files hold now, for the record: of each its name and SHA-256.
  public List<Map<String, @Nullable Object>> digests(List<Path> written) {
    List<Map<String, @Nullable Object>> digests = new ArrayList<>();
    for (Path file : written) {
      try {
        digests.add(Map.of("file", "" + file, "sha256", Sha256.of(project.resolve(file))));
      } catch (IOException e) {
        digests.add(Map.of("file", "" + file, "lost", "" + e.getMessage()));
      }
    }
    return digests;
  }

  /// Keeps the release's comment in the tracker up to date, if it has one.
  ///
  /// @throws dev.towpath.problem.ProblemException where the tracker can't be told
  public void tell(RunState run) throws InterruptedException {
    Optional<Tracker> tracker = settings.tracker();
    if (tracker.isPresent()) {
      tracker.get().tell(note(run), variables);
    }
  }

  /// The records of a release that went back; while it still goes there is nothing to look back on.
  private List<Path> back(ReleaseNote note, RunEvent goingBack) throws IOException {
    RunState run = note.run();
    List<Path> written = new ArrayList<>();
    Path incident = settings.back().incidents().resolve(name(note));
    Path postMortem = settings.back().postMortems().resolve(name(note));
    boolean regulated = !run.release().migrations().regulated().isEmpty();
    boolean over = run.standing() == Standing.ROLLED_BACK;
    if (regulated && (over || run.standing() == Standing.STOPPED)) {
      begin(incident, new IncidentRecord(run, goingBack).text(), written);
    }
    if (over) {
      begin(postMortem, new PostMortem(run, goingBack).text(), written);
    }
    if (run.standing() != Standing.STOPPED) {
      Optional<Path> record = regulated ? Optional.of(incident) : Optional.empty();
      enter(new RollbackEntry(run, goingBack, file(note), record, postMortem));
      written.add(settings.back().log());
    }
    return written;
  }

  /// An entry that is there stays as it is: people add to it.
  private void enter(RollbackEntry entry) throws IOException {
    Path log = settings.back().log();
    String text = text(log, LOG_HEAD);
    if (text.lines().noneMatch(entry.heading()::equals)) {
      replace(project.resolve(log), text.stripTrailing() + "\n\n" + entry.text());
    }
  }

  /// People write on in it: what is there stays as it is.
  private void begin(Path file, String text, List<Path> written) throws IOException {
    if (!Files.exists(project.resolve(file))) {
      replace(project.resolve(file), text);
      written.add(file);
    }
  }

  private String text(Path file, String otherwise) throws IOException {
    Path path = project.resolve(file);
    return Files.exists(path) ? Files.readString(path) : otherwise;
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
