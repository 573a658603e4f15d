package dev.towpath.migration.run;

import dev.towpath.migration.history.Intent;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Runs a statement that PostgreSQL forbids in a transaction block: what is intended is committed
/// before, the outcome after, so that a run that finds the one without the other knows where to
/// look.
final class AloneRun {
  /// A statement that waits without holding anybody up may wait this much longer than others.
  private static final int PATIENCE = 10;

  private final RunContext context;
  private final Session session;
  private final Watcher watcher;
  private final Bookkeeping books;
  private final Inspector inspector;
  private String begun = "";

  AloneRun(RunContext context, Session session, Watcher watcher, Bookkeeping books) {
    this.context = context;
    this.session = session;
    this.watcher = watcher;
    this.books = books;
    this.inspector = new Inspector(session, context.options(), context.listener());
  }

  void run(Group.Alone alone, Standing standing, Instant started) throws SQLException {
    try {
      if (wanted(alone, standing)) {
        tryUntilDone(alone, standing, started);
      } else {
        note(standing, started, alone.statement(), true);
      }
    } catch (SQLException reason) {
      throw broken(new Failure(reason, Optional.of(alone.statement()), 0), standing);
    }
  }

  /// Whether it is still to be done, after a look at what an interrupted run left.
  private boolean wanted(Group.Alone alone, Standing standing) throws SQLException {
    if (standing.groups() == 0) {
      session.clean();
    }
    boolean interrupted =
        standing.migration().interrupted() && standing.groups() == standing.migration().done();
    if (interrupted) {
      return switch (inspector.inspect(standing.migration(), alone)) {
        case DONE -> false;
        case REPEAT -> true;
      };
    }
    inspector.prepare(alone);
    return true;
  }

  private void tryUntilDone(Group.Alone alone, Standing standing, Instant started)
      throws SQLException {
    Backoff backoff = new Backoff(context.options().lockPatience(), context.random());
    watcher.forget();
    boolean open = true;
    while (open) {
      long intent = note(standing, started, alone.statement(), false);
      try {
        execute(alone);
        finish(intent, Intent.Outcome.DONE, "");
        open = false;
      } catch (SQLException reason) {
        Failure failure = new Failure(reason, Optional.of(alone.statement()), 0);
        Duration pause = pauseOrFail(failure, alone, intent, backoff, standing, started);
        context
            .listener()
            .hear(new RunEvent.Retrying(backoff.attempt(), pause, ServerErrors.reason(reason)));
        Pause.of(pause);
      }
    }
  }

  private Duration pauseOrFail(
      Failure failure,
      Group.Alone alone,
      long intent,
      Backoff backoff,
      Standing standing,
      Instant started)
      throws SQLException {
    SQLException reason = failure.reason();
    if (ServerErrors.lost(reason)) {
      throw broken(failure, standing);
    }
    String remains = inspector.cleanUp(alone);
    finish(intent, Intent.Outcome.FAILED, ServerErrors.brief(reason));
    Optional<Duration> pause =
        ServerErrors.givesWay(reason) ? backoff.next() : Optional.<Duration>empty();
    if (pause.isPresent()) {
      return pause.get();
    }
    inTransaction(() -> books.fail(standing.migration(), started, ServerErrors.brief(reason)));
    Problem problem = ServerErrors.problem(failure, standing.migration().script());
    throw standing
        .leaving(
            ServerErrors.givesWay(reason) ? Blame.on(problem, watcher.blocker()) : problem, remains)
        .exception(reason);
  }

  private void execute(Group.Alone alone) throws SQLException {
    PlannedStatement statement = alone.statement();
    long from = System.nanoTime();
    context.listener().hear(new RunEvent.StatementStarted(statement));
    context.observer().begins(alone, session.pid());
    boolean patient = patient(alone.inspection()) && session.waitsAsSet();
    if (patient) {
      session.lockTimeout(context.options().lockPatience().multipliedBy(PATIENCE));
    }
    try {
      long rows = session.executeAlone(statement);
      if (!inspector.standing(alone)) {
        inspector.prepare(alone);
        rows = session.executeAlone(statement);
      }
      Duration took = Duration.ofNanos(System.nanoTime() - from);
      context.listener().hear(new RunEvent.StatementDone(statement, rows, took));
    } finally {
      if (patient && !session.connection().isClosed()) {
        session.lockTimeout(session.ownLockTimeout());
      }
    }
  }

  /// Whether others go on while it waits for its locks.
  private static boolean patient(Inspection inspection) {
    return switch (inspection) {
      case Inspection.Index index -> true;
      case Inspection.Detach detach -> true;
      case Inspection.Reindex reindex -> true;
      case Inspection.Repeat repeat -> false;
      case Inspection.Question question -> false;
      case Inspection.Ask ask -> false;
    };
  }

  private long note(Standing standing, Instant started, PlannedStatement statement, boolean done)
      throws SQLException {
    long[] intent = new long[1];
    inTransaction(
        () -> {
          if (unbegun(standing)) {
            books.begin(standing.migration(), started);
          }
          intent[0] = books.intend(standing.migration(), statement);
          if (done) {
            books.finish(intent[0], Intent.Outcome.DONE, "");
          }
          books.check();
        });
    begun = standing.migration().migration().key();
    return intent[0];
  }

  private boolean unbegun(Standing standing) {
    return standing.groups() == 0
        && !standing.migration().interrupted()
        && !begun.equals(standing.migration().migration().key());
  }

  private void finish(long intent, Intent.Outcome outcome, String error) throws SQLException {
    inTransaction(
        () -> {
          books.finish(intent, outcome, error);
          books.check();
        });
  }

  private interface Work {
    void run() throws SQLException;
  }

  private void inTransaction(Work work) throws SQLException {
    session.begin(false, "");
    try {
      books.borrow();
      work.run();
      session.say("commit");
    } catch (SQLException | ProblemException failed) {
      if (!session.connection().isClosed()) {
        session.rollback();
      }
      throw failed;
    }
  }

  /// The statement may have been done or not: the next run looks, and this one says so.
  private ProblemException broken(Failure failure, Standing standing) {
    Problem problem = ServerErrors.problem(failure, standing.migration().script());
    String remains =
        ServerErrors.lost(failure.reason())
            ? "Whether the statement that ran alone took effect is not known; the next run looks."
            : "";
    return standing.leaving(problem, remains).exception(failure.reason());
  }
}
