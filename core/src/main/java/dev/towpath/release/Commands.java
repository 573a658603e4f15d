package dev.towpath.release;

import dev.towpath.report.Report;

/// Towpath's own commands, as a person would type them; a step that has a command's name runs it.
@FunctionalInterface
public interface Commands {
  /// What the command says; a problem that ended it is in the report too.
  Report run(String... words);
}
