package dev.towpath.backup;

import dev.towpath.backup.Manifest.Scope;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Nearest;
import dev.towpath.problem.Problem;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Turns the schemas and tables that a person typed into those that the database has, and looks
/// whether all of their rows can be read.
final class ScopeReader {
  private static final int SHOWN = 5;

  private ScopeReader() {}

  /// @throws dev.towpath.problem.ProblemException with `backup-scope-unknown`
  static Scope resolve(Connection connection, Scope typed) throws SQLException {
    List<String> schemas =
        texts(
            connection,
            "select nspname from pg_namespace where nspname !~ '^pg_' order by 1",
            List.of());
    for (String schema : typed.schemas()) {
      if (!schemas.contains(schema)) {
        throw unknown("schema", schema, schemas).exception();
      }
    }
    List<String> tables = new ArrayList<>();
    for (String table : typed.tables()) {
      List<String> found =
          texts(
              connection,
              """
              select format('%I.%I', n.nspname, c.relname)
              from unnest(?) t, pg_class c join pg_namespace n on n.oid = c.relnamespace
              where c.oid = to_regclass(t) and c.relkind in ('r', 'p')
              """,
              List.of(table));
      if (found.isEmpty()) {
        throw unknown("table", table, List.of()).exception();
      }
      tables.addAll(found);
    }
    return new Scope(typed.schemas(), tables);
  }

  /// All tables of a scope that `pg_dump` must name so that it dumps these and their partitions.
  static Scope withPartitions(Connection connection, Scope scope) throws SQLException {
    List<String> all =
        texts(
            connection,
            """
            select distinct format('%I.%I', n.nspname, c.relname)
            from unnest(?) t, pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.oid = to_regclass(t)
              or c.oid in (select relid from pg_partition_tree(to_regclass(t)))
            order by 1
            """,
            scope.tables());
    return new Scope(scope.schemas(), all);
  }

  /// @throws dev.towpath.problem.ProblemException with `backup-forbidden` or `backup-rows-hidden`
  static void requireReadable(Connection connection, List<BackedTable> tables) throws SQLException {
    List<String> names =
        tables.stream().filter(BackedTable::isTable).map(BackedTable::qualified).toList();
    List<String> forbidden =
        texts(
            connection,
            """
            select t from unnest(?) t, pg_class c
            where c.oid = t::regclass and not (has_schema_privilege(c.relnamespace, 'usage')
              and has_table_privilege(c.oid, 'select'))
            """,
            names);
    if (!forbidden.isEmpty()) {
      throw forbidden(connection, forbidden).exception();
    }
    List<String> hidden =
        texts(
            connection,
            "select t from unnest(?) t where row_security_active(t::regclass::oid)",
            names);
    if (!hidden.isEmpty()) {
      throw hidden(connection, hidden).exception();
    }
  }

  private static Problem unknown(String kind, String name, List<String> known) {
    return Problem.of(
            "backup-scope-unknown", Exit.USAGE, "There is no " + kind + " '" + name + "'.")
        .leaving("No backup was made.")
        .next(
            Nearest.to(name, known)
                .map(near -> "Did you mean '" + near + "'?")
                .orElse("Write it as SQL does: --table app.orders, --table 'app.\"Orders\"'"));
  }

  private static Problem forbidden(Connection connection, List<String> tables) throws SQLException {
    String user = ServerFacts.one(connection, "select current_user");
    return Problem.of("backup-forbidden", Exit.UNREACHABLE, user + " may not read every table.")
        .because("Not " + shown(tables) + ".")
        .leaving("No backup was made.")
        .next("Back up with the owner of the tables, or: grant pg_read_all_data to " + user);
  }

  private static Problem hidden(Connection connection, List<String> tables) throws SQLException {
    String user = ServerFacts.one(connection, "select current_user");
    return Problem.of("backup-rows-hidden", Exit.UNREACHABLE, "Policies hide rows from " + user)
        .because("Row security applies to it in " + shown(tables) + ".")
        .leaving("No backup was made: it would lack rows without a word.")
        .next("Back up with the owner of the tables, or with a role that has BYPASSRLS.");
  }

  private static String shown(List<String> names) {
    String first = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
    return names.size() > SHOWN ? first + " and " + (names.size() - SHOWN) + " more" : first;
  }

  private static List<String> texts(Connection connection, String query, List<String> names)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(query)) {
      Array array = connection.createArrayOf("text", names.toArray());
      if (query.contains("?")) {
        select.setArray(1, array);
      }
      List<String> texts = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          texts.add(row.getString(1));
        }
      }
      return texts;
    }
  }
}
