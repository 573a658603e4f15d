package dev.towpath.migration.naming;

import dev.towpath.migration.Migration;
import dev.towpath.migration.layout.Versions;
import dev.towpath.problem.Location;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.util.List;

/// A version isn't a real UTC time in 14 digits, `YYYYMMDDHHMMSS`.
final class VersionNotATime implements BaseRule {
  @Override
  public List<Finding> check(NamingInput input) {
    if (!input.stamped()) {
      return List.of();
    }
    return input.fresh().stream()
        .filter(migration -> Versions.moment(migration.version()).isEmpty())
        .map(VersionNotATime::say)
        .toList();
  }

  private static Finding say(Migration migration) {
    return Finding.of(
            "version-not-a-time",
            Severity.ERROR,
            "The version " + migration.version() + " is not a UTC time in 14 digits.")
        .at(Location.file(migration.up().file()))
        .because("Versions are compared with times: this one has no true place among them.")
        .help("Name it by its moment, YYYYMMDDHHMMSS: towpath new NAME does.");
  }
}
