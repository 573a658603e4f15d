package dev.towpath.rollback.freeze;

import dev.towpath.migration.history.OwnTables;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A table that is to be frozen.
///
/// @param name as SQL writes it
/// @param owned whether this role may do what its owner may
/// @param allowed whether this role may hang a trigger on it
/// @param guarded whether the guard of this freeze stands there, for all four ways to write
record ScopedTable(
    long oid, String name, String owner, boolean owned, boolean allowed, boolean guarded) {

  private static final List<String> OWN =
      List.of("record", "intent", "driver", "format", "frozen", "rollback");

  /// Every table with rows of its own, and partitioned ones: a statement that names a parent fires
  /// the parent's triggers alone. Left out are temporary tables, Towpath's own and extensions'.
  static List<ScopedTable> all(
      Connection connection, FreezeRequest request, Set<String> platform, long freeze)
      throws SQLException {
    OwnTables own = OwnTables.of(request.history().name());
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select c.oid, quote_ident(n.nspname) || '.' || quote_ident(c.relname),
              pg_get_userbyid(c.relowner), pg_has_role(c.relowner, 'usage'),
              has_table_privilege(c.oid, 'trigger'),
              exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = ?
                and t.tgargs = convert_to(?, 'UTF8') || '\\x00'::bytea
                and t.tgenabled in ('O', 'A') and t.tgtype = 62)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and c.relpersistence <> 't'
              and (c.oid = to_regclass(?)
                or n.nspname !~ '^pg_' and n.nspname <> all (?)
                  and (cardinality(?::text[]) = 0 or n.nspname = any (?))
                  and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass
                    and d.objid = c.oid and d.deptype = 'e'))
              and not (n.nspname = ? and c.relname = any (?))
            order by 2
            """)) {
      Array left = connection.createArrayOf("text", left(request, platform).toArray());
      Array asked = connection.createArrayOf("text", request.schemas().toArray());
      select.setString(1, Guard.NAME);
      select.setString(2, Long.toString(freeze));
      select.setString(3, request.history().table());
      select.setArray(4, left);
      select.setArray(5, asked);
      select.setArray(6, asked);
      select.setString(7, own.schema());
      Object[] ours = OWN.stream().map(table -> own.prefix() + table).toArray();
      select.setArray(8, connection.createArrayOf("text", ours));
      return read(select);
    }
  }

  private static List<String> left(FreezeRequest request, Set<String> platform) {
    List<String> left = new ArrayList<>(List.of("information_schema", "towpath_rehearsal"));
    if (request.schemas().isEmpty()) {
      left.addAll(platform);
    }
    return left;
  }

  private static List<ScopedTable> read(PreparedStatement select) throws SQLException {
    List<ScopedTable> tables = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        tables.add(
            new ScopedTable(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getBoolean(4),
                row.getBoolean(5),
                row.getBoolean(6)));
      }
    }
    return tables;
  }
}
