package dev.towpath.migration;

import java.util.Optional;

/// One versioned script of a project, with its down script if it has one.
///
/// @param version as the layout's tool writes it into its history; empty for a repeatable script
/// @param name what the file name says behind the version
/// @param up the script
/// @param digest SHA-256 of the file's bytes, lower-case hexadecimal
/// @param down the script that undoes it
/// @param kind how it runs
public record Migration(
    String version, String name, Source up, String digest, Optional<Source> down, Kind kind) {

  /// How a script runs: once, again whenever it changed, or as the start of a history.
  public enum Kind {
    VERSIONED,
    REPEATABLE,
    BASELINE
  }

  /// What identifies it in a history: the version, or the name of a repeatable script.
  public String key() {
    return version.isEmpty() ? name : version;
  }

  /// The version and the name, as a person says it.
  public String title() {
    return version.isEmpty() ? name : name.isEmpty() ? version : version + " " + name;
  }
}
