package dev.towpath.rehearsal;

import java.time.Duration;

/// How long a rehearsal may take.
///
/// @param all of it, from the start of the scratch server
/// @param statement one statement of a migration
public record Limits(Duration all, Duration statement) {
  public static final Duration ALL = Duration.ofMinutes(10);
  public static final Duration STATEMENT = Duration.ofMinutes(5);

  public static Limits standard() {
    return new Limits(ALL, STATEMENT);
  }
}
