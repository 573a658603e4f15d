package dev.towpath.release.plan;

import dev.towpath.config.Project;
import dev.towpath.release.Commands;
import dev.towpath.release.ReleaseClass;
import dev.towpath.release.ReleaseId;
import dev.towpath.release.runbook.Runbook;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What a release is planned from.
///
/// @param asked the class that a person asks for
/// @param due the release's own time
public record PlanInput(
    ReleaseId id,
    Project project,
    String environment,
    Runbook runbook,
    Optional<ReleaseClass> asked,
    String by,
    Instant now,
    Instant due,
    Map<String, String> variables,
    Commands commands) {

  public PlanInput asking(Optional<ReleaseClass> asked) {
    return new PlanInput(
        id, project, environment, runbook, asked, by, now, due, variables, commands);
  }

  public PlanInput due(Instant due) {
    return new PlanInput(
        id, project, environment, runbook, asked, by, now, due, variables, commands);
  }
}
