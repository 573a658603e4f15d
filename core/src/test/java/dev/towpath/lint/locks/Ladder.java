package dev.towpath.lint.locks;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// A session that stands in the way of every lock on a table or index, and gives way step by step:
/// each step is a stronger lock behind a savepoint, and rolling back to it releases that lock
/// alone. So a statement stops at each lock that is stronger than those it has, and can be looked
/// at.
final class Ladder implements AutoCloseable {
  /// From the lock that stops the fewest to the one that stops all. A query and a deletion lock the
  /// indexes as well, which `lock table` can't; a materialized view knows the query alone.
  private static final List<String> TABLE_STEPS =
      List.of(
          "select from only %s where false",
          "lock table only %s in row share mode nowait",
          "delete from only %s where false",
          "lock table only %s in share update exclusive mode nowait",
          "lock table only %s in exclusive mode nowait",
          "lock table only %s in access exclusive mode nowait");

  /// Takes share update exclusive, and on nothing but the index.
  private static final List<String> INDEX_STEPS = List.of("comment on index %s is 'held'");

  private final Connection session;
  private final Thing thing;
  private final List<String> steps;
  private int height;

  Ladder(Connection session, Thing thing) throws SQLException {
    this.session = session;
    this.thing = thing;
    steps = thing.role().isIndex() ? INDEX_STEPS : TABLE_STEPS;
    Backend.run(session, "set lock_timeout = '20ms'");
    climb();
  }

  Role role() {
    return thing.role();
  }

  int pid() throws SQLException {
    return Backend.pid(session);
  }

  /// Takes all steps that the locks of others allow.
  private void climb() throws SQLException {
    Backend.run(session, "begin");
    for (height = 0; height < steps.size(); height++) {
      Backend.run(session, "savepoint step" + height);
      try {
        Backend.run(session, steps.get(height).formatted(thing.name()));
      } catch (SQLException e) {
        Backend.run(session, "rollback to savepoint step" + height);
        return;
      }
    }
  }

  /// Releases the strongest lock.
  void stepDown() throws SQLException {
    if (height == 0) {
      throw new IllegalStateException("Nothing is left to release on " + thing.name());
    }
    height--;
    Backend.run(session, "rollback to savepoint step" + height);
  }

  /// Ends the transaction for a statement that waits for that, and stands in the way anew.
  void renew() throws SQLException {
    Backend.run(session, "rollback");
    climb();
  }

  @Override
  public void close() throws SQLException {
    session.close();
  }
}
