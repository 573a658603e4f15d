package dev.towpath.migration.run;

import dev.towpath.migration.history.History;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import java.sql.SQLException;

/// A failure outside any script: while the target is read, or made ready.
final class Unreadable {
  private Unreadable() {}

  static ProblemException of(SQLException failure, History history, OpenTarget target) {
    Problem problem =
        ServerErrors.outside(failure, "The history in " + history.table() + " can't be used.");
    return MissingRight.of(failure, target)
        .map(right -> right.in(problem))
        .orElse(problem)
        .leaving("Nothing was changed.")
        .exception(failure);
  }
}
