package dev.towpath.config;

import java.util.Optional;

/// How an application is told that its database is frozen, and how it logs in.
///
/// @param on SQL that turns the application's own maintenance mode on
/// @param off SQL that turns it off again
/// @param application the URL with which the application logs in, to prove that it can't write
public record Maintenance(
    Optional<String> on, Optional<String> off, Optional<Template> application) {
  public static final Maintenance NONE =
      new Maintenance(Optional.empty(), Optional.empty(), Optional.empty());
}
