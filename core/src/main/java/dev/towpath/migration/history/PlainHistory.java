package dev.towpath.migration.history;

import dev.towpath.migration.Migration;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// `towpath.history`, for plain files that no tool has a table for.
final class PlainHistory implements History {
  private static final String TABLE = "towpath.history";

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public String table() {
    return TABLE;
  }

  @Override
  public void create(Connection connection) throws SQLException {
    if (Tables.exists(connection, TABLE)) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create schema if not exists towpath;
          create table if not exists towpath.history (
            version text primary key,
            name text not null,
            applied_at timestamptz not null
          );
          comment on table towpath.history is
            'What is applied, for a project of plain migration files';
          """);
    }
  }

  @Override
  public List<Applied> read(Connection connection) throws SQLException {
    List<Applied> rows = new ArrayList<>();
    if (!Tables.exists(connection, TABLE)) {
      return rows;
    }
    try (Statement select = connection.createStatement();
        ResultSet row =
            select.executeQuery(
                """
                select version, name, applied_at
                from towpath.history
                order by applied_at, version collate "C"
                """)) {
      while (row.next()) {
        rows.add(
            new Applied(
                row.getString(1),
                row.getString(2),
                Applied.State.APPLIED,
                Optional.empty(),
                Optional.empty(),
                Times.read(row, 3)));
      }
    }
    return rows;
  }

  @Override
  public Sameness compare(Migration migration, Applied applied, Optional<String> recorded) {
    return Digests.compare(migration, recorded);
  }

  @Override
  public void begin(Connection connection, Run run) {
    // a row means that it is done
  }

  @Override
  public void succeed(Connection connection, Run run) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into towpath.history (version, name, applied_at) values (?, ?, ?)")) {
      insert.setString(1, run.migration().version());
      insert.setString(2, run.migration().name());
      insert.setObject(3, Times.utc(run.started().plus(run.took())));
      insert.executeUpdate();
    }
  }

  @Override
  public void fail(Connection connection, Run run, String error) {
    // a row means that it is done
  }

  @Override
  public void undo(Connection connection, Run run) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from towpath.history where version = ?")) {
      delete.setString(1, run.migration().version());
      delete.executeUpdate();
    }
  }

  @Override
  public OptionalLong lock(Connection connection) {
    return OptionalLong.empty();
  }
}
