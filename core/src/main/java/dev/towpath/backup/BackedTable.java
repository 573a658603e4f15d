package dev.towpath.backup;

import dev.towpath.backup.Manifest.Scope;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A table with rows of its own that a backup holds; also the values of all sequences, and all
/// large objects, as if each were one table.
///
/// Partitioned tables count by their partitions. Foreign tables, materialised views and tables that
/// belong to an extension are left out: a dump doesn't hold their rows either.
///
/// @param source what stands behind `from`, with the alias `r`
/// @param row an expression for the whole row, without generated columns
/// @param bytes on the server's disk, with what is stored out of line
/// @param unlogged whether its rows don't outlive a crash, nor a copy of the server's files
public record BackedTable(
    String schema, String name, String source, String row, long bytes, boolean unlogged) {

  /// What is in a scope. Asking for its size takes ACCESS SHARE on each table for a moment.
  public static List<BackedTable> in(Connection connection, Scope scope) throws SQLException {
    return in(connection, scope, true);
  }

  /// What is in a scope, with 0 for all sizes: waits for no lock on a table.
  static List<BackedTable> unsized(Connection connection, Scope scope) throws SQLException {
    return in(connection, scope, false);
  }

  private static List<BackedTable> in(Connection connection, Scope scope, boolean sized)
      throws SQLException {
    List<BackedTable> tables = new ArrayList<>(tables(connection, scope, sized));
    tables.addAll(sequences(connection, scope));
    if (scope.equals(Scope.WHOLE)) {
      tables.addAll(largeObjects(connection));
    }
    return List.copyOf(tables);
  }

  /// Whether these are rows of a table, which change only as a transaction's snapshot says.
  boolean isTable() {
    return !schema.equals(ContentDigest.CATALOG);
  }

  /// Whether it changes beside all snapshots.
  boolean moves() {
    return !isTable() && name.equals(ContentDigest.SEQUENCES);
  }

  /// For a statement: `app."Orders"`.
  String qualified() {
    return source.substring("only ".length(), source.length() - " as r".length());
  }

  private static List<BackedTable> tables(Connection connection, Scope scope, boolean sized)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select n.nspname, c.relname,
              'only ' || quote_ident(n.nspname) || '.' || quote_ident(c.relname) || ' as r',
              'row(' || coalesce((
                select string_agg('r.' || quote_ident(a.attname), ', ' order by a.attnum)
                from pg_attribute a
                where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                  and a.attgenerated = ''), '') || ')',
              case when ? then pg_table_size(c.oid) else 0 end, c.relpersistence = 'u'
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r' and c.relpersistence <> 't'
              and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
              and not exists (
                select from pg_depend d
                where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
              and (cardinality(?) = 0 or n.nspname = any (?))
              and (cardinality(?) = 0 or c.oid in (
                select to_regclass(t) from unnest(?) t
                union all
                select p.relid from unnest(?) t, pg_partition_tree(to_regclass(t)) p))
            order by n.nspname collate "C", c.relname collate "C"
            """)) {
      Array schemas = connection.createArrayOf("text", scope.schemas().toArray());
      Array tables = connection.createArrayOf("text", scope.tables().toArray());
      select.setBoolean(1, sized);
      select.setArray(2, schemas);
      select.setArray(3, schemas);
      select.setArray(4, tables);
      select.setArray(5, tables);
      select.setArray(6, tables);
      List<BackedTable> found = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(
              new BackedTable(
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getLong(5),
                  row.getBoolean(6)));
        }
      }
      return found;
    }
  }

  private static List<BackedTable> sequences(Connection connection, Scope scope)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select '(values ' || string_agg(
              format('(%L, %L, (select (s.last_value, s.is_called)::text from %I.%I s))',
                n.nspname, c.relname, n.nspname, c.relname), ', ') || ') as r (a, b, c)'
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'S' and c.relpersistence <> 't'
              and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
              and not exists (
                select from pg_depend d
                where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
              and (cardinality(?) = 0 or n.nspname = any (?))
              and (cardinality(?) = 0 or exists (
                select from pg_depend d
                where d.classid = 'pg_class'::regclass and d.objid = c.oid
                  and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')
                  and d.refobjid in (select to_regclass(t) from unnest(?) t)))
            """)) {
      Array schemas = connection.createArrayOf("text", scope.schemas().toArray());
      Array tables = connection.createArrayOf("text", scope.tables().toArray());
      select.setArray(1, schemas);
      select.setArray(2, schemas);
      select.setArray(3, tables);
      select.setArray(4, tables);
      return pseudo(select, ContentDigest.SEQUENCES);
    }
  }

  private static List<BackedTable> largeObjects(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select '(select oid, encode(sha256(lo_get(oid)), ''hex'')'
              || ' from pg_largeobject_metadata) as r'
            where exists (select from pg_largeobject_metadata)
            """)) {
      return pseudo(select, ContentDigest.LARGE_OBJECTS);
    }
  }

  private static List<BackedTable> pseudo(PreparedStatement select, String name)
      throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      boolean some = row.next() && row.getString(1) != null;
      return some
          ? List.of(
              new BackedTable(ContentDigest.CATALOG, name, row.getString(1), "(r.*)", 0, false))
          : List.of();
    }
  }
}
