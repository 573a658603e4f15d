package dev.towpath.catalog.expected;

import dev.towpath.report.Finding;
import java.util.List;

/// What came of reading a file of expected differences: entries, or everything that is wrong.
public sealed interface ExpectedReading {
  record Good(List<Expectation> expectations) implements ExpectedReading {}

  record Faulty(List<Finding> findings) implements ExpectedReading {}
}
