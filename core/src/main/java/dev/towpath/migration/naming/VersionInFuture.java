package dev.towpath.migration.naming;

import dev.towpath.migration.Migration;
import dev.towpath.migration.layout.Versions;
import dev.towpath.problem.Location;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.time.Duration;
import java.util.List;

/// A version lies in the future: every migration until then would come before it.
final class VersionInFuture implements BaseRule {
  /// Clocks differ, and people write local time.
  private static final Duration ALLOWED = Duration.ofDays(1);

  @Override
  public List<Finding> check(NamingInput input) {
    if (!input.stamped()) {
      return List.of();
    }
    return input.fresh().stream()
        .filter(
            migration ->
                Versions.moment(migration.version())
                    .filter(moment -> moment.isAfter(input.now().plus(ALLOWED)))
                    .isPresent())
        .map(VersionInFuture::say)
        .toList();
  }

  private static Finding say(Migration migration) {
    return Finding.of(
            "version-in-future",
            Severity.WARNING,
            "The version " + migration.version() + " lies in the future.")
        .at(Location.file(migration.up().file()))
        .because("Until then, whatever the others write today comes before it.")
        .help("Name it by the moment at which it was written.");
  }
}
