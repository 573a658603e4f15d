package dev.towpath.migration.run;

import dev.towpath.migration.history.Action;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/// Runs one migration after the other in one session, group by group, each from where an earlier
/// run left it.
final class MigrationRun {
  private final RunContext context;
  private final Session session;
  private final TogetherRun together;
  private final AloneRun alone;

  MigrationRun(RunContext context, Session session, Watcher watcher, Action action) {
    this.context = context;
    this.session = session;
    Bookkeeping books = new Bookkeeping(context, session, action);
    this.together = new TogetherRun(context, session, watcher, books);
    this.alone = new AloneRun(context, session, watcher, books);
  }

  /// @param before how many migrations this run has committed
  Duration run(PlannedMigration planned, int before) throws SQLException {
    Instant started = context.clock().instant();
    if (planned.done() > 0) {
      goOn(planned);
    }
    for (int index = planned.done(); index < planned.groups().size(); index++) {
      Standing standing = new Standing(before, planned, index);
      switch (planned.groups().get(index)) {
        case Group.Together group -> together.run(group, standing, started);
        case Group.Alone group -> alone.run(group, standing, started);
      }
    }
    if (planned.sessionState()) {
      session.discard();
    }
    return Duration.between(started, context.clock().instant());
  }

  /// The settings of the groups that are done, as if this session had run them.
  private void goOn(PlannedMigration planned) throws SQLException {
    session.clean();
    for (Group group : planned.groups().subList(0, planned.done())) {
      for (PlannedStatement setting : SessionState.settings(group.statements())) {
        session.say(setting.sql());
      }
    }
  }
}
