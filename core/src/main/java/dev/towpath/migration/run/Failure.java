package dev.towpath.migration.run;

import java.sql.SQLException;
import java.util.Optional;

/// A failure inside a group, with the statement that it hit; none for our own bookkeeping.
final class Failure extends Exception {
  private static final long serialVersionUID = 1L;

  private final SQLException reason;
  private final transient Optional<PlannedStatement> statement;

  Failure(SQLException reason, Optional<PlannedStatement> statement) {
    super(reason);
    this.reason = reason;
    this.statement = statement;
  }

  SQLException reason() {
    return reason;
  }

  Optional<PlannedStatement> statement() {
    return statement;
  }
}
