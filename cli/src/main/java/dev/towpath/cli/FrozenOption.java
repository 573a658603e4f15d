package dev.towpath.cli;

import picocli.CommandLine.Option;

/// The option of commands that change a target and are not meant for a frozen one.
final class FrozenOption {
  @Option(
      names = "--while-frozen",
      description = "Run although the database is frozen, as a part of the maintenance.")
  boolean accepted;
}
