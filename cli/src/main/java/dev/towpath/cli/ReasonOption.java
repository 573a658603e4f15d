package dev.towpath.cli;

import picocli.CommandLine.Option;

/// Why something is done that nobody does without a reason.
final class ReasonOption {
  private static final String NAME = "--reason";

  @Option(
      names = NAME,
      required = true,
      paramLabel = "TEXT",
      description = "Why; it stands in the record.")
  String text = "";

  /// What was said.
  ///
  /// @throws dev.towpath.problem.ProblemException with `usage` where that is blanks only
  String said() {
    return Misuse.said(NAME, text);
  }
}
