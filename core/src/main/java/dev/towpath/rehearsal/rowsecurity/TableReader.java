package dev.towpath.rehearsal.rowsecurity;

import dev.towpath.rehearsal.rows.ShapeReader;
import dev.towpath.rehearsal.rows.TableShape;
import dev.towpath.rehearsal.rowsecurity.GuardedTable.Policy;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads tables from a database's catalogs, each once.
final class TableReader {
  private final Connection connection;
  private final Map<Long, TableShape> shapes = new HashMap<>();
  private final Map<Long, GuardedTable> known = new HashMap<>();

  TableReader(Connection connection) {
    this.connection = connection;
  }

  private static final String GUARDED =
      """
      select c.oid, n.nspname || '.' || c.relname
      from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
      where c.relrowsecurity and c.relkind in ('r', 'p') and not c.relispartition
      order by n.nspname, c.relname
      """;

  /// The tables with row security, by name without quotes.
  Map<String, Long> guarded() throws SQLException {
    Map<String, Long> found = new LinkedHashMap<>();
    try (PreparedStatement select = connection.prepareStatement(GUARDED);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        found.put(row.getString(2), row.getLong(1));
      }
    }
    return found;
  }

  /// The table of a platform's users; 0 if there is none.
  long users() throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select coalesce(to_regclass('auth.users')::oid, 0)");
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static final String TABLE =
      """
      select n.nspname, c.relname, quote_ident(n.nspname) || '.' || quote_ident(c.relname),
        c.relrowsecurity
      from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
      where c.oid = ?
      """;

  /// A partition is read as the table that it is part of.
  GuardedTable read(long oid) throws SQLException {
    GuardedTable table = known.get(oid);
    if (table == null) {
      if (shapes.isEmpty()) {
        shapes.putAll(new ShapeReader(connection).read());
      }
      long whole = whole(oid);
      table = readAnew(whole);
      known.put(oid, table);
    }
    return table;
  }

  private long whole(long oid) throws SQLException {
    try (PreparedStatement select = asked("select coalesce(pg_partition_root(?), 0)::bigint", oid);
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1) == 0 ? oid : row.getLong(1);
    }
  }

  private GuardedTable readAnew(long oid) throws SQLException {
    try (PreparedStatement select = asked(TABLE, oid);
        ResultSet row = select.executeQuery()) {
      row.next();
      TableShape known = shapes.get(oid);
      TableShape shape =
          known == null ? TableShape.bare(oid, row.getString(3), row.getString(2)) : known;
      return new GuardedTable(row.getString(1), row.getBoolean(4), shape, policies(oid));
    }
  }

  private static final String POLICIES =
      """
      select p.polname, p.polcmd, p.polpermissive,
        array(select case when r = 0 then 'public' else pg_get_userbyid(r)::text end
          from unnest(p.polroles) as r),
        pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)
      from pg_policy as p where p.polrelid = ? order by p.polname
      """;

  private List<Policy> policies(long oid) throws SQLException {
    List<Policy> policies = new ArrayList<>();
    try (PreparedStatement select = asked(POLICIES, oid);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        policies.add(
            new Policy(
                row.getString(1),
                row.getString(2).charAt(0),
                row.getBoolean(3),
                Set.copyOf(texts(row.getArray(4))),
                Optional.ofNullable(row.getString(5)),
                Optional.ofNullable(row.getString(6))));
      }
    }
    return policies;
  }

  private static final String RELATED =
      """
      select distinct d.refobjid
      from pg_policy as p join pg_depend as d
        on d.classid = 'pg_policy'::regclass and d.objid = p.oid
          and d.refclassid = 'pg_class'::regclass
        join pg_class as c on c.oid = d.refobjid and c.relkind in ('r', 'p')
      where p.polrelid = ?
      union
      select c.oid
      from pg_policy as p join pg_depend as d
        on d.classid = 'pg_policy'::regclass and d.objid = p.oid
          and d.refclassid = 'pg_proc'::regclass
        join pg_proc as f on f.oid = d.refobjid
        join pg_class as c on c.relkind in ('r', 'p')
          and f.prosrc ~* ('\\m(from|join)\\s+("?\\w+"?\\.)?"?' || c.relname || '"?\\M')
        join pg_namespace as n on n.oid = c.relnamespace
          and n.nspname not in ('pg_catalog', 'information_schema')
      where p.polrelid = ? and c.relname ~ '^\\w+$'
      """;

  /// The tables that the policies of a table read, also in their functions.
  List<Long> related(long oid) throws SQLException {
    List<Long> related = new ArrayList<>();
    try (PreparedStatement select = asked(RELATED, oid)) {
      select.setLong(2, oid);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          related.add(row.getLong(1));
        }
      }
    }
    return related;
  }

  private static final String FUNCTIONS =
      """
      select distinct f.prosrc
      from pg_policy as p join pg_depend as d
        on d.classid = 'pg_policy'::regclass and d.objid = p.oid
          and d.refclassid = 'pg_proc'::regclass
        join pg_proc as f on f.oid = d.refobjid
        join pg_namespace as n on n.oid = f.pronamespace
          and n.nspname not in ('pg_catalog', 'auth')
      where p.polrelid = ?
      """;

  /// The bodies of the functions that the policies of a table call.
  List<String> functions(long oid) throws SQLException {
    List<String> bodies = new ArrayList<>();
    try (PreparedStatement select = asked(FUNCTIONS, oid);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        bodies.add(row.getString(1));
      }
    }
    return bodies;
  }

  private PreparedStatement asked(String sql, long oid) throws SQLException {
    PreparedStatement select = connection.prepareStatement(sql);
    select.setLong(1, oid);
    return select;
  }

  private static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }
}
