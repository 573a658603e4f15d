package dev.towpath.migration.run;

import java.sql.SQLException;
import java.util.Optional;

/// A failure inside a group, with the statement that it hit; none for our own bookkeeping.
final class Failure extends Exception {
  private static final long serialVersionUID = 1L;

  private final SQLException reason;
  private final transient Optional<PlannedStatement> statement;
  private final int shift;

  Failure(SQLException reason, Optional<PlannedStatement> statement, int shift) {
    super(reason);
    this.reason = reason;
    this.statement = statement;
    this.shift = shift;
  }

  SQLException reason() {
    return reason;
  }

  /// How many characters stood before the statement in the message that the server read.
  int shift() {
    return shift;
  }

  Optional<PlannedStatement> statement() {
    return statement;
  }
}
