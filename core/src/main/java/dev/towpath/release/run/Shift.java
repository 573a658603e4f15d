package dev.towpath.release.run;

import dev.towpath.release.journal.RunState;

/// How long a driver stays with a release that has not come to rest.
@FunctionalInterface
public interface Shift {
  /// Of a driver in the foreground: until the release rests.
  Shift OPEN_END = _ -> false;

  /// Whether the driver leaves; asked between two steps, and again and again while a step waits.
  boolean isOver(RunState run);
}
