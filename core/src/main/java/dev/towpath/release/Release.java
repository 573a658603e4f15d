package dev.towpath.release;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/// One run of a runbook as it was planned: what approvals bind to, and what is known beside it.
///
/// @param by who planned it
/// @param due the release's own time: T of its steps
/// @param commit of the checkout; empty outside of git
/// @param rule who must approve it
/// @param rollbackWhen what takes it back by itself, as a person would write it
/// @param bound everything that the digest is made of, by name; a change of one voids approvals
/// @param beside what is known and not bound
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
    List<String> rollbackWhen,
    SortedMap<String, String> bound,
    String digest,
    Beside beside) {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /// The same, with what is known of it.
  public Release beside(Beside known) {
    return new Release(
        id,
        project,
        environment,
        runbook,
        name,
        releaseClass,
        rule,
        by,
        planned,
        due,
        commit,
        migrations,
        steps,
        rollbackWhen,
        bound,
        digest,
        known);
  }

  /// What tells it from another of the same name, which another control database may know: both
  /// work on one target, or leave evidence on one machine.
  public String key() {
    return id + "." + MOMENT.format(planned);
  }

  /// The same, planned by somebody else.
  public Release by(String author) {
    return new Release(
        id,
        project,
        environment,
        runbook,
        name,
        releaseClass,
        rule,
        author,
        planned,
        due,
        commit,
        migrations,
        steps,
        rollbackWhen,
        bound,
        digest,
        beside);
  }

  /// What the release will do to the schema.
  ///
  /// @param digest of the migrations' own plan
  /// @param before the newest applied version at the time of the plan; `0` if there is none
  /// @param regulated the words of the pending ones that the project calls regulated
  /// @param loses what undoing them takes away, as a short phrase
  public record Migrations(
      String digest, String before, List<Pending> pending, List<String> regulated, String loses) {

    /// Some that touch nothing regulated and lose nothing.
    public Migrations(String digest, String before, List<Pending> pending) {
      this(digest, before, pending, List.of(), "nothing");
    }
  }

  /// One of the migrations that it will run.
  ///
  /// @param sha256 of the file's bytes
  public record Pending(String version, String name, Path file, String sha256) {}

  /// One of its steps.
  ///
  /// @param wayBack how it is undone, `-` where nothing has to be, and empty where nobody can
  /// @param items what people tick off in it, in their order
  public record PlannedStep(
      int number,
      String kind,
      String name,
      String does,
      Optional<String> owner,
      Optional<String> at,
      Optional<String> wayBack,
      List<String> items) {

    /// One without a list to tick off.
    public PlannedStep(
        int number,
        String kind,
        String name,
        String does,
        Optional<String> owner,
        Optional<String> at,
        Optional<String> wayBack) {
      this(number, kind, name, does, owner, at, wayBack, List.of());
    }

    /// Whether something has to be undone, and can be.
    public boolean undoable() {
      return wayBack.filter(way -> !way.equals("-")).isPresent();
    }
  }

  /// The name of a step, also of one of the way back.
  public String stepName(int number) {
    return Stream.concat(
            steps.stream().filter(step -> step.number() == number).map(PlannedStep::name),
            beside.rollBack().stream()
                .filter(step -> step.number() == number)
                .map(Beside.BackStep::name))
        .findFirst()
        .orElse("step " + (number - steps.size()) + " of the way back");
  }

  /// Whether it waits for its approvals before the first step that changes something.
  public boolean waitsForApproval() {
    return steps.stream()
        .takeWhile(step -> step.wayBack().equals(Optional.of("-")))
        .anyMatch(step -> step.kind().equals("approve"));
  }

  /// The first step that nobody can undo.
  public Optional<PlannedStep> pointOfNoReturn() {
    return steps.stream().filter(step -> step.wayBack().isEmpty()).findFirst();
  }
}
