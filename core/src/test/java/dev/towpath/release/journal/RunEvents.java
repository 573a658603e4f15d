package dev.towpath.release.journal;

import dev.towpath.release.PlannedRelease;
import dev.towpath.release.Release;
import dev.towpath.release.journal.RunEvent.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The events of a release, one after the other, a second apart.
public final class RunEvents {
  private final Release release;
  private final List<RunEvent> events = new ArrayList<>();

  public RunEvents(String... kinds) {
    this.release = PlannedRelease.of(kinds);
    then(Kind.PLANNED, 0);
  }

  public RunEvents then(Kind kind, int step, String... body) {
    return by("ann", kind, step, body);
  }

  public RunEvents by(String person, Kind kind, int step, String... body) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (int i = 0; i < body.length; i += 2) {
      values.put(body[i], body[i + 1]);
    }
    Instant at = PlannedRelease.DUE.plusSeconds(events.size());
    events.add(new RunEvent(at, person, kind, step, values));
    return this;
  }

  /// Each begun and done.
  public RunEvents done(int... steps) {
    for (int step : steps) {
      then(Kind.STEP_BEGAN, step).then(Kind.STEP_DONE, step);
    }
    return this;
  }

  public RunEvents stopped(int step, String... body) {
    return then(Kind.STEP_BEGAN, step).then(Kind.STEP_STOPPED, step, body);
  }

  public RunEvents undone(int... steps) {
    for (int step : steps) {
      then(Kind.UNDO_BEGAN, step).then(Kind.UNDO_DONE, step);
    }
    return this;
  }

  public RunState state() {
    return RunState.of(release, events);
  }
}
