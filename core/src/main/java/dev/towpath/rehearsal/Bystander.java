package dev.towpath.rehearsal;

import dev.towpath.postgres.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/// Opens the superuser's sessions that stand beside the one at work. They only look on, so none of
/// them waits without a limit: the server ends a question that takes too long, and should the
/// server itself not answer, the driver ends the session.
final class Bystander {
  private static final Duration QUESTION_LIMIT = Duration.ofMinutes(1);
  private static final Duration ANSWER_LIMIT = QUESTION_LIMIT.plusSeconds(10);

  private Bystander() {}

  /// @param lockLimit how long it waits for one lock
  static Connection connect(DatabaseUrl superuser, String name, Duration lockLimit)
      throws SQLException {
    Connection connection = superuser.connect(name);
    try (Statement statement = connection.createStatement()) {
      connection.setNetworkTimeout(Runnable::run, Math.toIntExact(ANSWER_LIMIT.toMillis()));
      statement.execute(
          "set statement_timeout = "
              + QUESTION_LIMIT.toMillis()
              + "; set lock_timeout = "
              + lockLimit.toMillis());
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }
}
