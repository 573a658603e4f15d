package dev.towpath.migration.run;

import dev.towpath.postgres.OpenTarget;
import java.time.Duration;
import java.util.List;

/// The settings that a plan's digest takes in: what changes how or where it runs.
final class Settings {
  private Settings() {}

  static List<String> of(PlanRequest request, OpenTarget target) {
    return List.of(
        "accept-data-loss " + request.options().acceptDataLoss(),
        "accept-edited " + request.options().acceptEdited(),
        "layout " + request.layout().name(),
        "lock-timeout " + target.target().lockTimeout().toMillis(),
        "out-of-order " + request.options().outOfOrder(),
        "server " + target.major(),
        "statement-timeout "
            + target.target().statementTimeout().map(Duration::toMillis).orElse(0L),
        "target " + target.target().name());
  }
}
