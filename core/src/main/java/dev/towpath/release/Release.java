package dev.towpath.release;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// One run of a runbook as it was planned: what approvals bind to, and what is known beside it.
///
/// @param by who planned it
/// @param due the release's own time: T of its steps
/// @param commit of the checkout; empty outside of git
/// @param rule who must approve it
/// @param bound everything that the digest is made of, by name; a change of one voids approvals
public record Release(
    ReleaseId id,
    String project,
    String environment,
    String runbook,
    String name,
    ReleaseClass releaseClass,
    ClassRule rule,
    String by,
    Instant planned,
    Instant due,
    Optional<String> commit,
    Migrations migrations,
    List<PlannedStep> steps,
    SortedMap<String, String> bound,
    String digest) {

  /// What the release will do to the schema.
  ///
  /// @param digest of the migrations' own plan
  /// @param before the newest applied version at the time of the plan; `0` if there is none
  public record Migrations(String digest, String before, List<Pending> pending) {}

  /// One of the migrations that it will run.
  ///
  /// @param sha256 of the file's bytes
  public record Pending(String version, String name, Path file, String sha256) {}

  /// One of its steps.
  ///
  /// @param wayBack how it is undone, `-` where nothing has to be, and empty where nobody can
  public record PlannedStep(
      int number,
      String kind,
      String name,
      String does,
      Optional<String> owner,
      Optional<String> at,
      Optional<String> wayBack) {}

  /// The first step that nobody can undo.
  public Optional<PlannedStep> pointOfNoReturn() {
    return steps.stream().filter(step -> step.wayBack().isEmpty()).findFirst();
  }
}
