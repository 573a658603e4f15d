package dev.towpath.migration.run;

import dev.towpath.migration.Migration;
import java.time.Duration;
import java.util.List;

/// What a run did, all of it committed.
///
/// @param plan what was to be done
/// @param done each migration with the time that it took, in order
public record Outcome(Plan plan, List<Done> done) {
  public record Done(Migration migration, Duration took, int statements) {}

  public Duration took() {
    return done.stream().map(Done::took).reduce(Duration.ZERO, Duration::plus);
  }
}
