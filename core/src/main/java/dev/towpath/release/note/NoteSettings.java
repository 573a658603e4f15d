package dev.towpath.release.note;

import dev.towpath.config.Template;
import java.nio.file.Path;
import java.util.Optional;

/// Where a release's note goes, and what people wrote for it before.
///
/// @param folder of notes, relative to the project
/// @param log of releases that went back, relative to the project
/// @param onCall who is on call
/// @param changes a file that says what users will see
/// @param impact a file that says what it means for a regulator
public record NoteSettings(
    Path folder,
    Path log,
    Optional<Template> onCall,
    Optional<Path> changes,
    Optional<Path> impact) {
  /// Where the log is unless a runbook says otherwise.
  public static final Path LOG = Path.of("docs/runbooks/rollback-log.md");

  /// What holds unless a runbook says otherwise.
  public static final NoteSettings USUAL = in(Path.of("docs/releases"));

  /// The usual ones but for the folder.
  public static NoteSettings in(Path folder) {
    return new NoteSettings(folder, LOG, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
