package dev.towpath.backup;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.util.PSQLState;

/// Says why the server ended a backup.
final class BackupFailures {
  private static final String NOTHING = "No backup was made; the database is as it was.";

  private BackupFailures() {}

  /// One more session while a backup is made: a server that can't be reached any more is lost, as
  /// one that goes while it is read.
  static Connection connect(Digests.Sessions sessions) throws SQLException {
    try {
      return sessions.open();
    } catch (ProblemException e) {
      if (e.problem().code().startsWith("connection-")) {
        throw new SQLException(e.problem().what(), PSQLState.CONNECTION_FAILURE.getState(), e);
      }
      throw e;
    }
  }

  static Problem of(SQLException cause) {
    String state = Optional.ofNullable(cause.getSQLState()).orElse("");
    String said = cause.getMessage() + " (SQLSTATE " + state + ")";
    if (state.startsWith("08") || state.startsWith("57P")) {
      return Problem.of("backup-failed", Exit.UNREACHABLE, "The server was lost.")
          .because(said)
          .leaving(NOTHING)
          .next("When the server is there again, run the same command again.");
    }
    if (state.equals("42501")) {
      return Problem.of("backup-forbidden", Exit.UNREACHABLE, "Something may not be read.")
          .because(said)
          .leaving(NOTHING)
          .next("Back up with the owner of the tables, or: grant pg_read_all_data to ...");
    }
    if (state.equals("55P03")) {
      return Problem.of("lock-timeout", Exit.UNCHANGED, "A schema change waits for a table.")
          .because(said)
          .leaving(NOTHING)
          .next("Let the schema change end or give up, then run the same command again.");
    }
    return Problem.of("backup-failed", Exit.UNCHANGED, "The server refused a query.")
        .because(said)
        .leaving(NOTHING)
        .next("Settle what it says, then run the same command again.");
  }
}
