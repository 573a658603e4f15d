package dev.towpath.migration.run;

import dev.towpath.problem.Problem;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Runs statements in one transaction, with what has to be written about them in the same one.
///
/// Where others stand in the way the whole transaction runs again, since nothing of it was kept.
final class TogetherRun {
  private final RunContext context;
  private final Session session;
  private final Watcher watcher;
  private final Bookkeeping books;

  TogetherRun(RunContext context, Session session, Watcher watcher, Bookkeeping books) {
    this.context = context;
    this.session = session;
    this.watcher = watcher;
    this.books = books;
  }

  void run(Group.Together group, Standing standing, Instant started) throws SQLException {
    Backoff backoff = new Backoff(context.options().lockPatience(), context.random());
    watcher.forget();
    boolean open = true;
    while (open) {
      try {
        attempt(group, standing, started);
        open = false;
      } catch (Failure failure) {
        retryOrFail(failure, backoff, standing);
      }
    }
  }

  private void retryOrFail(Failure failure, Backoff backoff, Standing standing)
      throws SQLException {
    SQLException reason = failure.reason();
    if (ServerErrors.lost(reason)) {
      throw new Aftermath(context, books.action()).problem(failure, standing).exception(reason);
    }
    session.rollback();
    Optional<Duration> pause =
        ServerErrors.givesWay(reason) ? backoff.next() : Optional.<Duration>empty();
    if (pause.isEmpty()) {
      throw standing.rolledBack(problem(failure, standing)).exception(reason);
    }
    context
        .listener()
        .hear(new RunEvent.Retrying(backoff.attempt(), pause.get(), ServerErrors.reason(reason)));
    Pause.of(pause.get());
  }

  private Problem problem(Failure failure, Standing standing) {
    Problem problem = ServerErrors.problem(failure, standing.migration().script());
    return ServerErrors.givesWay(failure.reason()) ? Blame.on(problem, watcher.blocker()) : problem;
  }

  private void attempt(Group.Together group, Standing standing, Instant started) throws Failure {
    Optional<PlannedStatement> at = Optional.empty();
    try {
      context.observer().begins(group, session.pid());
      begin(group, standing, started);
      for (PlannedStatement statement : group.statements()) {
        at = Optional.of(statement);
        execute(statement);
      }
      at = Optional.empty();
      record(group, standing, started);
    } catch (SQLException reason) {
      throw new Failure(reason, at, session.shift());
    }
  }

  private void begin(Group.Together group, Standing standing, Instant started) throws SQLException {
    session.begin(standing.groups() == 0, group.modes());
    if (standing.groups() == 0 && !standing.migration().atomic()) {
      session.flush();
      books.begin(standing.migration(), started);
    }
  }

  private void execute(PlannedStatement statement) throws SQLException {
    long from = System.nanoTime();
    context.listener().hear(new RunEvent.StatementStarted(statement));
    long rows = session.execute(statement);
    Duration took = Duration.ofNanos(System.nanoTime() - from);
    context.listener().hear(new RunEvent.StatementDone(statement, rows, took));
  }

  private void record(Group.Together group, Standing standing, Instant started)
      throws SQLException {
    session.flush();
    if (standing.groups() < standing.migration().groups().size() - 1) {
      books.borrow();
      books.done(standing.migration(), group.statements());
      session.say("commit");
      return;
    }
    if (standing.migration().settings()) {
      session.clean();
    }
    books.complete(standing.migration(), started);
    books.checkAndCommit();
  }
}
