package dev.towpath.cli;

import dev.towpath.config.ConfigFile;
import dev.towpath.config.ConfigReading;
import java.nio.file.Path;
import java.time.InstantSource;

/// Puts the program together: what each command needs, made where it is needed.
final class Wiring {
  private final Screen screen;
  private final Towpath options;
  private final Path workingDirectory;
  private final InstantSource clock;

  Wiring(Screen screen, Towpath options, Path workingDirectory, InstantSource clock) {
    this.screen = screen;
    this.options = options;
    this.workingDirectory = workingDirectory;
    this.clock = clock;
  }

  Screen screen() {
    return screen;
  }

  Towpath options() {
    return options;
  }

  InstantSource clock() {
    return clock;
  }

  /// The project's folder: the current one, or the one that `-C` names.
  Path folder() {
    return workingDirectory.resolve(options.directory).normalize();
  }

  ConfigReading config() {
    return ConfigFile.read(folder());
  }
}
