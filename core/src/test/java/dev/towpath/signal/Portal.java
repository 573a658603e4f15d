package dev.towpath.signal;

import dev.towpath.config.ConfigFile;
import dev.towpath.config.ConfigReading;
import dev.towpath.config.Project;
import dev.towpath.config.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// A project whose `towpath.yaml` a test writes.
public final class Portal {
  private Portal() {}

  /// Written and read.
  ///
  /// @param yaml of the file
  public static Project of(Path folder, String yaml) throws IOException {
    Files.writeString(folder.resolve(ConfigFile.NAME), yaml);
    return switch (ConfigFile.read(folder)) {
      case ConfigReading.Good(Project project) -> project;
      case ConfigReading.Faulty(var findings) -> throw new AssertionError(findings.toString());
    };
  }

  /// The only signal of a file.
  ///
  /// @param text what stands in its braces
  public static Signal signal(Path folder, String text) throws IOException {
    Project project = of(folder, "signals:\n  it: { " + text + " }\n");
    return Objects.requireNonNull(project.signals().get("it"));
  }
}
