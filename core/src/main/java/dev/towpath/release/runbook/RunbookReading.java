package dev.towpath.release.runbook;

import dev.towpath.report.Finding;
import java.util.List;

/// What came of reading a runbook: it, or everything that is wrong with the file.
public sealed interface RunbookReading {
  record Good(Runbook runbook) implements RunbookReading {}

  record Faulty(List<Finding> findings) implements RunbookReading {}
}
