package dev.towpath.cli;

import dev.towpath.catalog.Catalog;
import dev.towpath.catalog.Unseen;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.util.List;

/// What is said of the kinds of object that could not be read.
final class UnseenFindings {
  private UnseenFindings() {}

  static List<Finding> of(Catalog catalog) {
    return catalog.unseen().stream().map(UnseenFindings::of).toList();
  }

  private static Finding of(Unseen unseen) {
    return Finding.of(
            "catalog-unseen",
            Severity.WARNING,
            "Objects of the kind " + unseen.kind().words() + " could not be read.")
        .because("They are unknown, not absent. The server said: " + unseen.why())
        .help("Read with a role that may see them.");
  }
}
