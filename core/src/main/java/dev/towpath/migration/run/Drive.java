package dev.towpath.migration.run;

import dev.towpath.migration.history.Action;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Drives the migrations of a plan through one working session, and tells how far it is.
final class Drive {
  private final RunContext context;

  Drive(RunContext context) {
    this.context = context;
  }

  Outcome run(Plan plan) throws SQLException {
    Action action = plan.direction() == Plan.Direction.APPLY ? Action.APPLY : Action.UNDO;
    try (Session session = session();
        Watcher watcher = new Watcher(context.target(), session, context.listener())) {
      MigrationRun run = new MigrationRun(context, session, watcher, action);
      List<Outcome.Done> done = new ArrayList<>();
      long from = System.nanoTime();
      for (PlannedMigration planned : plan.migrations()) {
        int number = done.size() + 1;
        int total = plan.migrations().size();
        context.listener().hear(new RunEvent.MigrationStarted(planned.migration(), number, total));
        Duration took = run.run(planned, done.size());
        done.add(new Outcome.Done(planned.migration(), took, planned.statements().size()));
        Duration left =
            Duration.ofNanos((System.nanoTime() - from) / number).multipliedBy(total - number);
        context
            .listener()
            .hear(new RunEvent.MigrationDone(planned.migration(), number, total, took, left));
      }
      return new Outcome(plan, done);
    }
  }

  private Session session() throws SQLException {
    return new Session(
        context.target().connect(Claim.WORK + " " + context.epoch()),
        context.target(),
        context.listener(),
        context.observer());
  }
}
