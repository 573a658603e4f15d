package dev.towpath.backup;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.sql.SQLException;
import java.util.Optional;

/// Says why the server ended a backup.
final class BackupFailures {
  private static final String NOTHING = "No backup was made; the database is as it was.";

  private BackupFailures() {}

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
