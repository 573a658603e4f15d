package dev.towpath.rehearsal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// An exercise that spoils its copy of the database.
final class Scribbler implements Exercise {
  @Override
  public String name() {
    return "scribbler";
  }

  @Override
  public Exercised run(Rehearsed database) {
    try (Connection connection = database.copy("scribbled").connect("test");
        Statement statement = connection.createStatement()) {
      statement.execute("drop table docks");
      return Exercised.done("scribbled", List.of());
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
