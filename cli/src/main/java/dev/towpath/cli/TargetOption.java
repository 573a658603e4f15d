package dev.towpath.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option that names the database to work on.
final class TargetOption {
  @Option(
      names = {"-e", "--environment"},
      paramLabel = "ENV",
      description =
          "An environment of towpath.yaml, embedded, or a postgresql:// URL. By default the"
              + " only environment, or embedded.")
  @Nullable String environment;

  /// A command that is offered next, with the same target. A URL may hold a password: it is left
  /// for the person to repeat.
  String repeatedIn(String command) {
    if (environment == null || !command.startsWith("towpath ")) {
      return command;
    }
    return command + (environment.matches("[a-z0-9-]+") ? " -e " + environment : " -e URL");
  }
}
