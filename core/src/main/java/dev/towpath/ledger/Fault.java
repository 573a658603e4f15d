package dev.towpath.ledger;

import dev.towpath.report.Finding;
import dev.towpath.report.Severity;

/// What in the ledger is not as it was written, in a sentence that names the records.
final class Fault {
  private Fault() {}

  static Finding record(String message) {
    return Finding.of("ledger-record-changed", Severity.ERROR, message);
  }

  static Finding node(String message) {
    return Finding.of("ledger-node-changed", Severity.ERROR, message);
  }

  static Finding missing(String message) {
    return Finding.of("ledger-record-missing", Severity.ERROR, message);
  }

  static Finding rewritten(String message) {
    return Finding.of("ledger-rewritten", Severity.ERROR, message);
  }

  static Finding signature(String message) {
    return Finding.of("ledger-signature-bad", Severity.ERROR, message);
  }
}
