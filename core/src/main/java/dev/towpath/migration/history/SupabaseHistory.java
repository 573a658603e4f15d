package dev.towpath.migration.history;

import dev.towpath.migration.Migration;
import dev.towpath.sql.Tokens;
import java.sql.Array;
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
import org.jspecify.annotations.Nullable;

/// `supabase_migrations.schema_migrations`, as the Supabase CLI keeps it: version, name and the
/// statements as they were run, in the columns' order `version, statements, name`. The CLI takes no
/// lock.
final class SupabaseHistory implements History {
  private static final String TABLE = "supabase_migrations.schema_migrations";

  @Override
  public String name() {
    return "supabase";
  }

  @Override
  public String table() {
    return TABLE;
  }

  @Override
  public void create(Connection connection) throws SQLException {
    Set<String> columns = Tables.columns(connection, TABLE);
    try (Statement statement = connection.createStatement()) {
      if (columns.isEmpty()) {
        statement.execute(
            """
            create schema if not exists supabase_migrations;
            create table if not exists supabase_migrations.schema_migrations (
              version text not null primary key
            );
            """);
      }
      if (!columns.contains("statements") || !columns.contains("name")) {
        statement.execute(
            """
            alter table supabase_migrations.schema_migrations
              add column if not exists statements text[];
            alter table supabase_migrations.schema_migrations
              add column if not exists name text;
            """);
      }
    }
  }

  @Override
  public List<Applied> read(Connection connection) throws SQLException {
    List<Applied> rows = new ArrayList<>();
    Set<String> columns = Tables.columns(connection, TABLE);
    if (columns.isEmpty()) {
      return rows;
    }
    String sql =
        """
        select version, %s, %s
        from supabase_migrations.schema_migrations
        order by version collate "C"
        """
            .formatted(
                columns.contains("name") ? "coalesce(name, '')" : "''",
                columns.contains("statements") ? "statements" : "null::text[]");
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery(sql)) {
      while (row.next()) {
        rows.add(
            new Applied(
                row.getString(1),
                row.getString(2),
                Applied.State.APPLIED,
                Optional.empty(),
                statements(row.getArray(3)),
                Optional.empty()));
      }
    }
    return rows;
  }

  private static Optional<List<String>> statements(@Nullable Array array) throws SQLException {
    return array == null ? Optional.empty() : Optional.of(List.of((String[]) array.getArray()));
  }

  @Override
  public Sameness compare(Migration migration, Applied applied, Optional<String> recorded) {
    if (applied.statements().isEmpty()) {
      return Digests.compare(migration, recorded);
    }
    String file = migration.up().section().in(migration.up().text());
    String row = String.join(";\n", applied.statements().get());
    return Tokens.same(file, row) || sameStatements(migration, applied)
        ? Sameness.SAME
        : Sameness.DIFFERENT;
  }

  /// Where the joined text can't tell, for a statement that ends in a line comment, or is empty.
  private static boolean sameStatements(Migration migration, Applied applied) {
    String file = String.join("\n;\n", SupabaseStatements.of(migration.up()));
    return Tokens.same(file, String.join("\n;\n", applied.statements().orElseThrow()));
  }

  @Override
  public void begin(Connection connection, Run run) {
    // the CLI writes nothing before it is done
  }

  @Override
  public void succeed(Connection connection, Run run) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into supabase_migrations.schema_migrations (version, name, statements)
            values (?, ?, ?)
            """)) {
      Migration migration = run.migration();
      insert.setString(1, migration.version());
      insert.setString(2, migration.name());
      Object[] statements = SupabaseStatements.of(migration.up()).toArray();
      insert.setArray(3, connection.createArrayOf("text", statements));
      insert.executeUpdate();
    }
  }

  @Override
  public void fail(Connection connection, Run run, String error) {
    // the CLI has no row for a migration that failed
  }

  @Override
  public void undo(Connection connection, Run run) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from supabase_migrations.schema_migrations where version = ?")) {
      delete.setString(1, run.migration().version());
      delete.executeUpdate();
    }
  }

  @Override
  public OptionalLong lock(Connection connection) {
    return OptionalLong.empty();
  }
}
