package dev.towpath.migration.naming;

import dev.towpath.migration.Migration;
import dev.towpath.migration.layout.Layout;
import dev.towpath.migration.layout.Versions;
import dev.towpath.problem.Location;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/// Versions have different numbers of digits. A tool that orders them as text runs `10` before `9`:
/// an error where the two orders differ, else a warning. Dotted versions are meant to differ.
final class MixedWidthVersions implements FileRule {
  @Override
  public List<Finding> check(Layout layout, List<Migration> migrations) {
    if (!layout.timestamps()) {
      return List.of();
    }
    Optional<Migration> odd = Optional.empty();
    Optional<Migration> before = Optional.empty();
    for (Migration migration : migrations) {
      if (before.isPresent() && width(before.get()) != width(migration)) {
        odd = odd.isPresent() ? odd : Optional.of(migration);
        if (number(before.get()).compareTo(number(migration)) > 0) {
          return List.of(wrongOrder(before.get(), migration));
        }
      }
      before = Optional.of(migration);
    }
    return odd.map(migration -> List.of(mixed(migration))).orElse(List.of());
  }

  private static int width(Migration migration) {
    return Versions.digits(migration.version()).length();
  }

  private static BigInteger number(Migration migration) {
    String digits = Versions.digits(migration.version());
    return digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits);
  }

  private static Finding wrongOrder(Migration first, Migration second) {
    return Finding.of(
            "mixed-width-versions",
            Severity.ERROR,
            "Version " + first.version() + " runs before " + second.version() + ".")
        .at(Location.file(second.up().file()))
        .because("The layout's tool orders versions as text, not as numbers.")
        .help("Give all versions the same number of digits.");
  }

  private static Finding mixed(Migration migration) {
    return Finding.of(
            "mixed-width-versions",
            Severity.WARNING,
            "The versions don't all have the same number of digits.")
        .at(Location.file(migration.up().file()))
        .because("A tool that orders versions as text may run them in another order than meant.")
        .help("Give new migrations 14 digits: towpath new NAME");
  }
}
