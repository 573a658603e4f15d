package dev.towpath.migration.naming;

import dev.towpath.migration.Migration;
import dev.towpath.problem.Location;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A new migration isn't later than all on the base branch: after the merge it would be out of
/// order wherever those are applied.
final class VersionNotLater implements BaseRule {
  @Override
  public List<Finding> check(NamingInput input) {
    Optional<String> newest =
        input.base().stream()
            .flatMap(branch -> branch.files().stream())
            .flatMap(file -> input.layout().version(file).stream())
            .max(input.layout().order());
    return newest.map(version -> notLater(input, version)).orElseGet(Stream::empty).toList();
  }

  private static Stream<Finding> notLater(NamingInput input, String newest) {
    return input.fresh().stream()
        .filter(fresh -> input.layout().order().compare(fresh.version(), newest) <= 0)
        .map(fresh -> say(fresh, newest, input.baseName()));
  }

  private static Finding say(Migration migration, String newest, String base) {
    return Finding.of(
            "version-not-later",
            Severity.ERROR,
            "The new migration " + migration.title() + " is not later than " + newest + ".")
        .at(Location.file(migration.up().file()))
        .because(newest + " is on " + base + " and may be applied before this one is merged.")
        .help("Give it a new version: towpath new NAME makes one that is later.");
  }
}
