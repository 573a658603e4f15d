package dev.towpath.migration.run;

import java.sql.ResultSet;
import java.sql.SQLException;

/// Looks at statements from inside the session that runs them, as a rehearsal does. Called by the
/// thread that drives the run; what it throws fails the statement.
public interface Observer {
  /// The name of the first column of every answer, by which it is told from the script's own rows.
  String ANSWER = "towpath_answer";

  /// Nobody looks.
  Observer NONE = new Observer() {};

  /// A group begins: nothing of it was sent yet.
  ///
  /// @param pid the working session's server process
  default void begins(Group group, int pid) throws SQLException {}

  /// The query that is sent behind a statement, in the same message where the statement may stand
  /// in a transaction; empty for none.
  default String question(PlannedStatement statement) {
    return "";
  }

  /// What the query gave; the statement's transaction is still open, unless it ran alone.
  ///
  /// @param rows that the statement changed, or -1 where the server doesn't count
  default void answered(PlannedStatement statement, long rows, ResultSet answer)
      throws SQLException {}
}
