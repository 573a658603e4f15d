package dev.towpath.rehearsal;

import dev.towpath.migration.Migration;
import dev.towpath.migration.Source;
import dev.towpath.migration.layout.LayoutFiles;
import dev.towpath.migration.layout.Layouts;
import dev.towpath.migration.run.Applier;
import dev.towpath.migration.run.RunListener;
import dev.towpath.migration.run.Undoer;
import dev.towpath.migration.verify.Surroundings;
import dev.towpath.postgres.Platform;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// A project of plain migrations to rehearse, for tests.
final class Rehearsing {
  static final Applier APPLIER =
      new Applier(Clock.systemUTC(), new Random(7), "ann", "test host", "towpath test");
  static final Undoer UNDOER =
      new Undoer(Clock.systemUTC(), new Random(7), "ann", "test host", "towpath test");

  private final List<Migration> migrations = new ArrayList<>();
  private final List<Migration> pending = new ArrayList<>();
  private final List<Exercise> exercises = new ArrayList<>();
  private int major = 18;
  private StateBefore state = new StateBefore.Replayed();
  private Limits limits = Limits.standard();

  Rehearsing before(String sql) {
    migrations.add(migration(sql, Optional.empty()));
    return this;
  }

  Rehearsing pending(String sql) {
    return add(migration(sql, Optional.empty()));
  }

  Rehearsing pending(String up, String down) {
    return add(migration(up, Optional.of(down)));
  }

  Rehearsing limits(Limits other) {
    limits = other;
    return this;
  }

  Rehearsing major(int other) {
    major = other;
    return this;
  }

  Rehearsing state(StateBefore other) {
    state = other;
    return this;
  }

  Rehearsing wayBack() {
    return exercise(new WayBackExercise(APPLIER, UNDOER, RunListener.silent()));
  }

  Rehearsing exercise(Exercise exercise) {
    exercises.add(exercise);
    return this;
  }

  private Rehearsing add(Migration migration) {
    migrations.add(migration);
    pending.add(migration);
    return this;
  }

  private Migration migration(String up, Optional<String> down) {
    String version = "%014d".formatted(20260101000001L + migrations.size());
    String file = "migrations/" + version + "_step";
    return new Migration(
        version,
        "step",
        Source.whole(file + ".sql", up),
        "digest" + up.hashCode(),
        down.map(text -> Source.whole(file + ".down.sql", text)),
        Migration.Kind.VERSIONED);
  }

  /// As the role of a session on a target.
  RehearsalResult rehearse(Connection target) throws SQLException {
    return rehearse(target, RunnerRole.of(target));
  }

  RehearsalResult rehearse(Connection target, RunnerRole role) throws SQLException {
    return new Rehearsal(APPLIER, RunListener.silent(), exercises)
        .rehearse(request().around(major, Surroundings.of(target), role));
  }

  RehearsalResult rehearse() {
    return new Rehearsal(APPLIER, RunListener.silent(), exercises).rehearse(request());
  }

  RehearsalRequest request() {
    return new RehearsalRequest(
        Path.of(""),
        Layouts.named("plain"),
        new LayoutFiles(List.copyOf(migrations), List.of()),
        new Selection("the last ones", pending, List.of()),
        state,
        major,
        Platform.NONE,
        Optional.empty(),
        Optional.empty(),
        Duration.ofSeconds(4),
        Optional.empty(),
        limits);
  }
}
