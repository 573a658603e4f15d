package dev.towpath.release.run;

import dev.towpath.release.PlannedRelease;
import dev.towpath.release.Release;
import dev.towpath.release.run.RunEvent.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The events of a release, one after the other, a second apart.
final class RunEvents {
  private final Release release;
  private final List<RunEvent> events = new ArrayList<>();

  RunEvents(String... kinds) {
    this.release = PlannedRelease.of(kinds);
    then(Kind.PLANNED, 0);
  }

  RunEvents then(Kind kind, int step, String... body) {
    return by("ann", kind, step, body);
  }

  RunEvents by(String person, Kind kind, int step, String... body) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (int i = 0; i < body.length; i += 2) {
      values.put(body[i], body[i + 1]);
    }
    Instant at = PlannedRelease.DUE.plusSeconds(events.size());
    events.add(new RunEvent(at, person, kind, step, values));
    return this;
  }

  /// Each begun and done.
  RunEvents done(int... steps) {
    for (int step : steps) {
      then(Kind.STEP_BEGAN, step).then(Kind.STEP_DONE, step);
    }
    return this;
  }

  RunEvents stopped(int step, String... body) {
    return then(Kind.STEP_BEGAN, step).then(Kind.STEP_STOPPED, step, body);
  }

  RunEvents undone(int... steps) {
    for (int step : steps) {
      then(Kind.UNDO_BEGAN, step).then(Kind.UNDO_DONE, step);
    }
    return this;
  }

  RunState state() {
    return RunState.of(release, events);
  }
}
