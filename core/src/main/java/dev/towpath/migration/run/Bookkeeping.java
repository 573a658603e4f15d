package dev.towpath.migration.run;

import dev.towpath.digest.Sha256;
import dev.towpath.migration.history.Action;
import dev.towpath.migration.history.Driver;
import dev.towpath.migration.history.Intent;
import dev.towpath.migration.history.Intents;
import dev.towpath.migration.history.Records;
import dev.towpath.migration.history.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What a run writes about itself, always in a transaction that the caller begins and commits:
/// the tool's history, our record, the intents, and the check that this run still drives the
/// target.
final class Bookkeeping {
  private static final String DIVISION_BY_ZERO = "22012";

  private final RunContext context;
  private final Session session;
  private final Action action;

  Bookkeeping(RunContext context, Session session, Action action) {
    this.context = context;
    this.session = session;
    this.action = action;
  }

  Action action() {
    return action;
  }

  /// Tells the tool's history that a script begins which can't run in one transaction.
  void begin(PlannedMigration planned, Instant started) throws SQLException {
    if (action == Action.APPLY) {
      context.history().begin(connection(), run(planned, started));
    }
  }

  /// Notes statements as done, in the transaction that ran them.
  void done(PlannedMigration planned, List<PlannedStatement> statements) throws SQLException {
    for (PlannedStatement statement : statements) {
      finish(intend(planned, statement), Intent.Outcome.DONE, "");
    }
    check();
  }

  /// Notes a statement before it runs alone.
  long intend(PlannedMigration planned, PlannedStatement statement) throws SQLException {
    return Intents.begin(
        connection(),
        context.history().name(),
        planned.migration(),
        action,
        statement.index(),
        statement.sql(),
        Sha256.of(statement.sql()),
        context.epoch());
  }

  void finish(long intent, Intent.Outcome outcome, String error) throws SQLException {
    Intents.finish(connection(), context.history().name(), intent, outcome, error);
  }

  /// Writes the history row and our record, behind the last statement; the commit is left over.
  void complete(PlannedMigration planned, Instant started) throws SQLException {
    Run run = run(planned, started);
    switch (action) {
      case APPLY -> context.history().succeed(connection(), run);
      case UNDO -> context.history().undo(connection(), run);
    }
    if (!planned.atomic()) {
      Intents.settle(connection(), context.history().name(), planned.migration());
    }
    Records.write(
        connection(), context.history().name(), action, run, context.plan(), context.who().tool());
  }

  /// Commits, unless another run has taken the target over; then fails with `driver-lost`.
  void checkAndCommit() throws SQLException {
    try {
      session.say(Driver.checking(context.history().name(), context.epoch()) + "; commit");
    } catch (SQLException failure) {
      if (ServerErrors.state(failure).equals(DIVISION_BY_ZERO)) {
        session.rollback();
        check();
      }
      throw failure;
    }
  }

  /// Tells the tool's history that a script stopped half-way.
  void fail(PlannedMigration planned, Instant started, String error) throws SQLException {
    if (action == Action.APPLY) {
      context.history().fail(connection(), run(planned, started), error);
    }
  }

  /// Fails with `driver-lost` if another run has taken the target over.
  void check() throws SQLException {
    Driver.check(connection(), context.history().name(), context.epoch());
  }

  /// For bookkeeping in the middle of a script: our own role and search path until the commit,
  /// and then the script's again.
  void borrow() throws SQLException {
    session.say(
        "set local session authorization default; set local role none;"
            + " set local search_path to default");
  }

  private Run run(PlannedMigration planned, Instant started) {
    Instant now = context.clock().instant();
    return new Run(
        planned.migration(),
        planned.statements().stream().map(PlannedStatement::sql).toList(),
        started,
        Duration.between(started, now),
        context.who().user());
  }

  private Connection connection() {
    return session.connection();
  }
}
