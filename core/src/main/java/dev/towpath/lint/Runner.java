package dev.towpath.lint;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A runner profile: how a tool runs a script, as far as verdicts depend on it.
///
/// @param name the tool's word, for people; with the version that was asked for: `prisma@7.4`
/// @param boundaries where transactions begin and end
/// @param lockTimeout how long a statement waits for a lock, if the tool sets that
public record Runner(String name, Boundaries boundaries, Optional<Duration> lockTimeout) {

  /// Where transactions begin and end in a script that doesn't say so itself.
  public enum Boundaries {
    /// One transaction for the script; a statement that can't run in one runs alone, between.
    SPLIT,
    /// One transaction for the whole script, whatever stands in it.
    FILE,
    /// One transaction for the script; none for one in which no statement can run in any.
    UNIFORM,
    /// One transaction for the script; none for one in which some statement can't run in any.
    MIXED,
    /// All statements in one message: one implicit transaction if there are several.
    MESSAGE,
    /// Each statement commits by itself.
    STATEMENT,
    /// The script is sent as one statement: one with several fails.
    SINGLE
  }

  private static final Duration TOWPATH_LOCK_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SUPABASE_LOCK_TIMEOUT = Duration.ofSeconds(4);

  /// Towpath's own.
  public static final Runner TOWPATH =
      new Runner("towpath", Boundaries.SPLIT, Optional.of(TOWPATH_LOCK_TIMEOUT));

  /// How a tool runs scripts from one of its versions on.
  private record Profile(
      String tool, Version since, Boundaries boundaries, Optional<Duration> lockTimeout) {
    static Profile of(String tool, int major, int minor, Boundaries boundaries) {
      Optional<Duration> limit =
          tool.equals("supabase") ? Optional.of(SUPABASE_LOCK_TIMEOUT) : Optional.empty();
      return new Profile(tool, new Version(major, minor), boundaries, limit);
    }
  }

  private record Version(int major, int minor) implements Comparable<Version> {
    static final Version FIRST = new Version(0, 0);

    @Override
    public int compareTo(Version other) {
      return Comparator.comparingInt(Version::major)
          .thenComparingInt(Version::minor)
          .compare(this, other);
    }
  }

  /// Without a version a tool is taken as it was first: where versions differ, that is the stricter
  /// one.
  private static final List<Profile> PROFILES =
      List.of(
          new Profile(
              "towpath", Version.FIRST, Boundaries.SPLIT, Optional.of(TOWPATH_LOCK_TIMEOUT)),
          Profile.of("supabase", 0, 0, Boundaries.FILE),
          Profile.of("supabase", 2, 89, Boundaries.SINGLE),
          Profile.of("supabase", 2, 92, Boundaries.FILE),
          Profile.of("supabase", 2, 115, Boundaries.STATEMENT),
          Profile.of("prisma", 0, 0, Boundaries.MESSAGE),
          Profile.of("prisma", 7, 4, Boundaries.SPLIT),
          Profile.of("flyway", 0, 0, Boundaries.UNIFORM),
          Profile.of("flyway-mixed", 0, 0, Boundaries.MIXED),
          Profile.of("dbmate", 0, 0, Boundaries.FILE),
          Profile.of("psql", 0, 0, Boundaries.STATEMENT),
          Profile.of("psql-single-transaction", 0, 0, Boundaries.FILE));

  private static final Pattern WORD =
      Pattern.compile("([a-z-]+)(?:@([0-9]{1,6})(?:\\.([0-9]{1,6}))?(?:\\.[0-9]{1,6})?)?");

  /// The tools that can be named.
  public static List<String> names() {
    return PROFILES.stream().map(Profile::tool).distinct().toList();
  }

  /// The profile of a tool, or of a version of it: `supabase`, `supabase@2.92`.
  public static Optional<Runner> named(String word) {
    Matcher parts = WORD.matcher(word);
    if (!parts.matches()) {
      return Optional.empty();
    }
    Version asked =
        parts.group(2) == null
            ? Version.FIRST
            : new Version(Integer.parseInt(parts.group(2)), number(parts.group(3)));
    return PROFILES.stream()
        .filter(each -> each.tool().equals(parts.group(1)))
        .filter(each -> each.since().compareTo(asked) <= 0)
        .max(Comparator.comparing(Profile::since))
        .map(each -> new Runner(word, each.boundaries(), each.lockTimeout()));
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
