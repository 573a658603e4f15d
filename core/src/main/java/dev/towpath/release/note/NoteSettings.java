package dev.towpath.release.note;

import dev.towpath.config.Template;
import java.nio.file.Path;
import java.util.Optional;

/// Where a release's note and records go, and what people wrote for it before. Files and folders
/// are relative to the project.
///
/// @param folder of notes
/// @param back where what is written goes when a release went back
/// @param changelog a file with a line for each release
/// @param tracker an issue with a comment for each release
/// @param onCall who is on call
/// @param changes a file that says what users will see
/// @param impact a file that says what it means for a regulator
public record NoteSettings(
    Path folder,
    Back back,
    Optional<Path> changelog,
    Optional<Tracker> tracker,
    Optional<Template> onCall,
    Optional<Path> changes,
    Optional<Path> impact) {

  /// What is written of releases that went back.
  ///
  /// @param log one file with an entry for each
  /// @param incidents a folder with a record for each that touched regulated objects
  /// @param postMortems a folder with a page to fill for each
  public record Back(Path log, Path incidents, Path postMortems) {
    /// What holds unless a runbook says otherwise.
    public static final Back USUAL =
        new Back(
            Path.of("docs/runbooks/rollback-log.md"),
            Path.of("docs/quality/incidents"),
            Path.of("docs/post-mortems"));
  }

  /// What holds unless a runbook says otherwise.
  public static final NoteSettings USUAL = in(Path.of("docs/releases"));

  /// The usual ones but for the folder.
  public static NoteSettings in(Path folder) {
    return new NoteSettings(
        folder,
        Back.USUAL,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
