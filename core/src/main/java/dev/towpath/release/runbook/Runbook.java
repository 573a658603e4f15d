package dev.towpath.release.runbook;

import dev.towpath.release.ClassRule;
import dev.towpath.release.ReleaseClass;
import dev.towpath.signal.condition.Condition;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The ordered steps of a release, as code.
///
/// @param name what people call it
/// @param file relative to the project
/// @param sha256 of the file's bytes
/// @param reviewed when a person last read it as a whole
/// @param rollbackWhen what takes it back by itself, from its first change to its end
/// @param alertWhen who is told while a condition holds; the release goes on
/// @param rollBack its own steps back; without them the done steps are undone in reverse
public record Runbook(
    String name,
    String file,
    String sha256,
    Optional<LocalDate> reviewed,
    Map<ReleaseClass, ClassRule> classes,
    List<Requirement> require,
    List<Condition> rollbackWhen,
    List<AlertRule> alertWhen,
    List<RunbookStep> steps,
    List<RunbookStep> rollBack) {

  /// The step with a number, of either list.
  public RunbookStep step(int number) {
    return number <= steps.size() ? steps.get(number - 1) : rollBack.get(number - steps.size() - 1);
  }
}
