package dev.towpath.migration.history;

import dev.towpath.migration.Migration;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// `schema_migrations` in the connection's own schema, as dbmate keeps it: versions and nothing
/// else. dbmate takes no lock.
final class DbmateHistory implements History {
  private static final String TABLE = "schema_migrations";

  @Override
  public String name() {
    return "dbmate";
  }

  @Override
  public String table() {
    return TABLE;
  }

  @Override
  public void create(Connection connection) throws SQLException {
    String table = Tables.inOwnSchema(connection, TABLE);
    if (Tables.exists(connection, table)) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "create table if not exists %s (version varchar primary key)".formatted(table));
    }
  }

  @Override
  public List<Applied> read(Connection connection) throws SQLException {
    List<Applied> rows = new ArrayList<>();
    String table = Tables.inOwnSchema(connection, TABLE);
    Set<String> columns = Tables.columns(connection, table);
    if (columns.isEmpty()) {
      return rows;
    }
    if (columns.contains("dirty")) {
      throw foreign(table).exception();
    }
    String sql = "select version from " + table + " order by version collate \"C\"";
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery(sql)) {
      while (row.next()) {
        rows.add(
            new Applied(
                row.getString(1),
                "",
                Applied.State.APPLIED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
      }
    }
    return rows;
  }

  private static Problem foreign(String table) {
    return Problem.of(
            "history-of-another-tool", Exit.REFUSED, "The table " + table + " isn't dbmate's.")
        .because("It has a column dirty, as golang-migrate's table of the same name does.")
        .leaving("Nothing was changed.")
        .next("Set the layout that fits these migrations in towpath.yaml, or another schema.");
  }

  @Override
  public Sameness compare(Migration migration, Applied applied, Optional<String> recorded) {
    return Digests.compare(migration, recorded);
  }

  @Override
  public void begin(Connection connection, Run run) {
    // dbmate writes nothing before it is done
  }

  @Override
  public void succeed(Connection connection, Run run) throws SQLException {
    write(connection, run, "reset search_path; insert into schema_migrations (version) values (?)");
  }

  @Override
  public void fail(Connection connection, Run run, String error) {
    // dbmate has no row for a migration that failed
  }

  @Override
  public void undo(Connection connection, Run run) throws SQLException {
    write(connection, run, "reset search_path; delete from schema_migrations where version = ?");
  }

  private static void write(Connection connection, Run run, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, run.migration().version());
      statement.execute();
    }
  }

  @Override
  public OptionalLong lock(Connection connection) {
    return OptionalLong.empty();
  }
}
