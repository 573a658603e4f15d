package dev.towpath.migration.run;

import dev.towpath.migration.Migration;
import dev.towpath.migration.history.Action;
import dev.towpath.migration.history.Applied;
import dev.towpath.migration.history.Records;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/// After the connection was lost: connects again, looks whether the last commit came through, and
/// says so. Where the server stays away, it says that this isn't known.
final class Aftermath {
  private static final Duration AGAIN = Duration.ofMillis(500);

  private final RunContext context;
  private final Action action;

  Aftermath(RunContext context, Action action) {
    this.context = context;
    this.action = action;
  }

  Problem problem(Failure failure, Standing standing) {
    Problem lost = ServerErrors.problem(failure, standing.migration().script());
    Optional<Boolean> recorded = look(standing.migration().migration());
    if (recorded.isEmpty()) {
      return Standing.stopped(
          lost.leaving(
              "Not known: the server can't be reached, so whether the last transaction was"
                  + " committed can't be looked up. "
                  + standing.earlier()));
    }
    return recorded.get()
        ? committed(lost, standing)
        : withExit(standing.rolledBack(lost), standing.groups() == 0);
  }

  private Problem committed(Problem lost, Standing standing) {
    return withExit(
        lost.leaving(
            "Looked up after the loss: "
                + standing.migration().script().file()
                + " is committed, with its history row. "
                + standing.earlier()),
        true);
  }

  /// Nothing is half-done, so nobody needs to look.
  private static Problem withExit(Problem problem, boolean whole) {
    return new Problem(
        problem.code(),
        whole ? Exit.UNCHANGED : Exit.STOPPED,
        problem.what(),
        problem.where(),
        problem.why(),
        problem.state(),
        problem.next());
  }

  private Optional<Boolean> look(Migration migration) {
    long end = System.nanoTime() + context.options().reconnectPatience().toNanos();
    while (System.nanoTime() < end) {
      try (Connection connection = context.target().connect("aftermath")) {
        Former.end(connection, end);
        return Optional.of(recorded(connection, migration));
      } catch (SQLException | ProblemException away) {
        Pause.of(AGAIN);
      }
    }
    return Optional.empty();
  }

  private boolean recorded(Connection connection, Migration migration) throws SQLException {
    boolean applied =
        migration.version().isEmpty()
            ? migration
                .digest()
                .equals(Records.digests(connection, context.history().name()).get(migration.key()))
            : context.history().read(connection).stream()
                .anyMatch(
                    row ->
                        row.version().equals(migration.version())
                            && row.state() == Applied.State.APPLIED);
    return applied == (action == Action.APPLY);
  }
}
