package dev.towpath.probe;

import dev.towpath.config.Probe;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.ProblemException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// One question to the environment's database, in a transaction that can't change anything.
final class SqlTry {
  private SqlTry() {}

  static Said of(Probe.Sql sql, Supplier<OpenTarget> target, Duration limit) {
    try (OpenTarget open = target.get();
        Connection connection = open.connect("probe")) {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      try (Statement statement = connection.createStatement()) {
        statement.execute("set local statement_timeout = " + Math.max(1, limit.toMillis()));
        try (ResultSet row = statement.executeQuery(sql.query())) {
          return judge(sql, row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty());
        }
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      return new Said(false, "the database answers: " + e.getMessage());
    } catch (ProblemException e) {
      return new Said(false, e.problem().what());
    }
  }

  private static Said judge(Probe.Sql sql, Optional<String> value) {
    if (value.isEmpty()) {
      return new Said(false, "it answers no value");
    }
    String text = value.get();
    if (sql.expect().isPresent()) {
      boolean well = sql.expect().get().equals(text);
      return new Said(
          well, "it answers " + text + (well ? "" : " instead of " + sql.expect().get()));
    }
    try {
      return Said.of("it answers " + text, sql.counts().fault(Double.parseDouble(text)));
    } catch (NumberFormatException e) {
      return new Said(false, "it answers " + text + ", which is no number");
    }
  }
}
