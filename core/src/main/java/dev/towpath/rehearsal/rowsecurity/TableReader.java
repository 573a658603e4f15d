package dev.towpath.rehearsal.rowsecurity;

import dev.towpath.rehearsal.rowsecurity.GuardedTable.Check;
import dev.towpath.rehearsal.rowsecurity.GuardedTable.Column;
import dev.towpath.rehearsal.rowsecurity.GuardedTable.ForeignKey;
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
      select n.nspname, c.relname, format('%I.%I', n.nspname, c.relname), c.relrowsecurity
      from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
      where c.oid = ?
      """;

  GuardedTable read(long oid) throws SQLException {
    GuardedTable table = known.get(oid);
    if (table == null) {
      table = readAnew(oid);
      known.put(oid, table);
    }
    return table;
  }

  private GuardedTable readAnew(long oid) throws SQLException {
    try (PreparedStatement select = asked(TABLE, oid);
        ResultSet row = select.executeQuery()) {
      row.next();
      return new GuardedTable(
          oid,
          row.getString(1),
          row.getString(2),
          row.getString(3),
          row.getBoolean(4),
          columns(oid),
          keys(oid),
          checks(oid),
          policies(oid));
    }
  }

  private static final String COLUMNS =
      """
      select a.attname, format_type(a.atttypid, a.atttypmod), coalesce(base.typname, t.typname),
        coalesce(base.typcategory, t.typcategory),
        (a.attnotnull or t.typnotnull) and not a.atthasdef and a.attidentity = ''
          and t.typdefault is null,
        exists (select from pg_index as i
          where i.indrelid = a.attrelid and i.indisunique and a.attnum = any (i.indkey)),
        array(select e.enumlabel::text from pg_enum as e
          where e.enumtypid = coalesce(base.oid, t.oid) order by e.enumsortorder)
      from pg_attribute as a
        join pg_type as t on t.oid = a.atttypid
        left join pg_type as base on t.typtype = 'd' and base.oid = t.typbasetype
      where a.attrelid = ? and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        and a.attidentity <> 'a'
      order by a.attnum
      """;

  private List<Column> columns(long oid) throws SQLException {
    List<Column> columns = new ArrayList<>();
    try (PreparedStatement select = asked(COLUMNS, oid);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        columns.add(
            new Column(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4).charAt(0),
                row.getBoolean(5),
                row.getBoolean(6),
                texts(row.getArray(7))));
      }
    }
    return columns;
  }

  private static final String KEYS =
      """
      select con.confrelid,
        array(select a.attname::text from unnest(con.conkey) with ordinality as k (n, i)
          join pg_attribute as a on a.attrelid = con.conrelid and a.attnum = k.n order by k.i),
        array(select a.attname::text from unnest(con.confkey) with ordinality as k (n, i)
          join pg_attribute as a on a.attrelid = con.confrelid and a.attnum = k.n order by k.i)
      from pg_constraint as con
      where con.conrelid = ? and con.contype = 'f' and con.conparentid = 0
      order by con.conname
      """;

  private List<ForeignKey> keys(long oid) throws SQLException {
    List<ForeignKey> keys = new ArrayList<>();
    try (PreparedStatement select = asked(KEYS, oid);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        keys.add(new ForeignKey(texts(row.getArray(2)), row.getLong(1), texts(row.getArray(3))));
      }
    }
    return keys;
  }

  private static final String CHECKS =
      """
      select con.conname, pg_get_constraintdef(con.oid),
        array(select a.attname::text from pg_attribute as a
          where a.attrelid = rel.oid and a.attnum > 0
            and (a.attnum = any (con.conkey) or a.atttypid = con.contypid) order by a.attnum)
      from pg_class as rel join pg_constraint as con
        on con.conrelid = rel.oid or con.contypid in
          (select a.atttypid from pg_attribute as a where a.attrelid = rel.oid and a.attnum > 0)
      where rel.oid = ? and con.contype = 'c'
      order by con.conname
      """;

  private List<Check> checks(long oid) throws SQLException {
    List<Check> checks = new ArrayList<>();
    try (PreparedStatement select = asked(CHECKS, oid);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        checks.add(new Check(row.getString(1), texts(row.getArray(3)), row.getString(2)));
      }
    }
    return checks;
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
