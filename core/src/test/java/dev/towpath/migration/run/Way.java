package dev.towpath.migration.run;

import dev.towpath.postgres.OpenTarget;
import java.time.Clock;
import java.util.Optional;
import java.util.Random;

/// Which way a run goes that is disturbed on purpose.
enum Way {
  /// All migrations of an empty database.
  APPLY {
    @Override
    String prepare(Boat boat) {
      return "0/0";
    }

    @Override
    Outcome run(Boat boat, OpenTarget target, RunListener listener) {
      return Boat.applier().apply(boat.request(), Optional.empty(), target, listener);
    }
  },
  /// Back to the first migration.
  UNDO {
    @Override
    String prepare(Boat boat) {
      boat.apply();
      boat.events.clear();
      return boat.recorded();
    }

    @Override
    Outcome run(Boat boat, OpenTarget target, RunListener listener) {
      String first = boat.migrations.getFirst().version();
      return new Undoer(Clock.systemUTC(), new Random(7), "ann", "test host", "towpath test")
          .undo(boat.request(), first, Optional.empty(), target, listener);
    }
  };

  /// Brings the database to where this way begins, and gives what is recorded there.
  abstract String prepare(Boat boat);

  abstract Outcome run(Boat boat, OpenTarget target, RunListener listener);

  /// Runs it undisturbed.
  Outcome run(Boat boat) {
    try (OpenTarget target = boat.open()) {
      return run(boat, target, boat.events::add);
    }
  }

  /// What a run that was never disturbed leaves.
  String fingerprint(SmallProject project) {
    Boat calm = project.on(Server.database());
    prepare(calm);
    run(calm);
    return SmallProject.fingerprint(calm);
  }
}
