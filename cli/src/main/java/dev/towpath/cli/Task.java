package dev.towpath.cli;

import dev.towpath.report.Report;

/// A command, once its options are read.
interface Task {
  /// Does the work. An expected failure is thrown as a problem.
  Report run(Wiring wiring) throws Exception;
}
