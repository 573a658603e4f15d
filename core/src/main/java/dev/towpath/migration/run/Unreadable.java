package dev.towpath.migration.run;

import dev.towpath.migration.history.History;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import java.sql.SQLException;

/// A failure outside any script: while the target is read, or made ready.
final class Unreadable {
  private Unreadable() {}

  static ProblemException of(SQLException failure, History history) {
    Problem problem =
        ServerErrors.outside(failure, "The history in " + history.table() + " can't be used.");
    return problem.leaving("Nothing was changed.").exception(failure);
  }
}
