package dev.towpath.release.run;

import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.journal.RunState.Standing;
import dev.towpath.release.note.NoteFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What people read of a release, with the record of which files that is and what each held: its
/// note; and where it went back, the log, the post-mortem and the incident.
///
/// @param by who writes
public record Paperwork(Journal journal, NoteFiles files, String by) {

  /// Whether a release must leave more than its record, whether its runbook asks for it or not.
  public static boolean isOwed(RunState run) {
    return run.goingBack().isPresent()
        && (run.standing() == Standing.ROLLED_BACK || run.standing() == Standing.STOPPED);
  }

  /// Writes all that there is to write of a release as it stands.
  ///
  /// @return the files, relative to the project
  /// @throws ProblemException with `note-not-written` or `note-part-unreadable`; that is in the
  ///     record too
  public List<Path> write(RunState run) {
    try {
      List<Path> written = files.write(run);
      tell(run, Map.of("files", files.digests(written)));
      return written;
    } catch (ProblemException e) {
      Problem problem = e.problem();
      tell(run, Map.of("failed", problem.what() + " " + problem.why()));
      throw e;
    }
  }

  /// What is as it was told last is not told again.
  private void tell(RunState run, Map<String, @Nullable Object> body) {
    boolean known =
        run.last(RunEvent.Kind.WRITTEN).filter(event -> event.body().equals(body)).isPresent();
    if (!known || run.isUnwritten()) {
      journal.say(run.release().id(), by, RunEvent.Kind.WRITTEN, 0, body);
    }
  }
}
