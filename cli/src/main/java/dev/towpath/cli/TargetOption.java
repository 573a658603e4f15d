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

  /// The option as it was given, to be repeated in a command that is offered next. A URL may hold a
  /// password: it is left for the person to repeat.
  String words() {
    if (environment == null) {
      return "";
    }
    return environment.matches("[a-z0-9-]+") ? " -e " + environment : " -e URL";
  }
}
