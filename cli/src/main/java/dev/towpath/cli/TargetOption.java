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
}
