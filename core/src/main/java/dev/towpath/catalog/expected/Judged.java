package dev.towpath.catalog.expected;

import dev.towpath.catalog.Difference;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Differences, with the expected ones set apart.
///
/// @param unexpected of an object with some properties that are expected, only the others
/// @param met what is expected and is there, in the order of the differences
/// @param findings entries that match nothing, or whose day is past
public record Judged(List<Difference> unexpected, List<Met> met, List<Finding> findings) {
  public Judged {
    unexpected = List.copyOf(unexpected);
    met = List.copyOf(met);
    findings = List.copyOf(findings);
  }

  /// An expected difference with the entry that says so.
  public record Met(Difference difference, Expectation expectation) {}

  /// Sets the differences apart by the entries of a file.
  ///
  /// @param today in UTC
  public static Judged of(
      List<Difference> differences, List<Expectation> entries, Sight sight, LocalDate today) {
    Judge judge = new Judge(entries);
    differences.forEach(judge::sort);
    List<Finding> findings = new ArrayList<>();
    for (Judge.Entry entry : judge.entries()) {
      Expectation expectation = entry.expectation();
      if (!judge.isUsed(entry) && sight.couldSee(expectation)) {
        findings.add(unused(expectation));
      }
      expectation
          .until()
          .filter(today::isAfter)
          .ifPresent(day -> findings.add(outdated(expectation, day)));
    }
    return new Judged(judge.unexpected(), judge.met(), findings);
  }

  private static Finding unused(Expectation entry) {
    return Finding.of(
            "expected-unused",
            Severity.ERROR,
            "The expected difference '" + entry.title() + "' is not there.")
        .because("Left there, it would hide a difference that comes later.")
        .at(entry.where())
        .help("Remove the entry, or correct the object's name, kind or properties.");
  }

  private static Finding outdated(Expectation entry, LocalDate day) {
    return Finding.of(
            "expected-outdated",
            Severity.ERROR,
            "The difference '" + entry.title() + "' was expected until " + day + ".")
        .because("Its owner is " + entry.owner() + ", its reason: " + entry.reason())
        .at(entry.where())
        .help("Bring the two in line, or agree on a later day.");
  }
}
