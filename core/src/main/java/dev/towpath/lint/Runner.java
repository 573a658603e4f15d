package dev.towpath.lint;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A runner profile: how a tool runs a script, as far as verdicts depend on it.
///
/// @param name the tool's word, for people
/// @param boundaries where transactions begin and end
/// @param lockTimeout how long a statement waits for a lock, if the tool sets that
public record Runner(String name, Boundaries boundaries, Optional<Duration> lockTimeout) {

  /// Where transactions begin and end in a script that doesn't say so itself.
  public enum Boundaries {
    /// One transaction for the script; a statement that can't run in one runs alone, between.
    SPLIT,
    /// One transaction for the whole script, whatever stands in it.
    FILE,
    /// All statements in one message: one implicit transaction if there are several.
    MESSAGE,
    /// Each statement commits by itself.
    STATEMENT
  }

  private static final Duration TOWPATH_LOCK_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SUPABASE_LOCK_TIMEOUT = Duration.ofSeconds(4);

  /// Towpath's own.
  public static final Runner TOWPATH =
      new Runner("towpath", Boundaries.SPLIT, Optional.of(TOWPATH_LOCK_TIMEOUT));

  /// All that can be named.
  public static final List<Runner> ALL =
      List.of(
          TOWPATH,
          new Runner("supabase", Boundaries.FILE, Optional.of(SUPABASE_LOCK_TIMEOUT)),
          new Runner("prisma", Boundaries.MESSAGE, Optional.empty()),
          new Runner("flyway", Boundaries.FILE, Optional.empty()),
          new Runner("dbmate", Boundaries.FILE, Optional.empty()),
          new Runner("psql", Boundaries.STATEMENT, Optional.empty()),
          new Runner("psql-single-transaction", Boundaries.FILE, Optional.empty()));

  /// The profile of a word.
  public static Optional<Runner> named(String name) {
    return ALL.stream().filter(each -> each.name().equals(name)).findFirst();
  }
}
