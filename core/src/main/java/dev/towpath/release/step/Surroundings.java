package dev.towpath.release.step;

import dev.towpath.config.Project;
import dev.towpath.signal.condition.Condition;
import java.util.List;

/// What stands beside a step when it is read.
///
/// @param project what `towpath.yaml` says
/// @param rollbackWhen the runbook's own triggers
public record Surroundings(Project project, List<Condition> rollbackWhen) {}
