package dev.towpath.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads which object of a catalog can't be without which other, from pg_depend.
final class NeedsReader {
  private static final int ROWS_AT_ONCE = 5_000;

  private final Map<Address, ObjectName> names = new HashMap<>();

  NeedsReader(Map<ObjectName, Address> addresses) {
    addresses.forEach((name, address) -> names.put(address, name));
  }

  /// What stands for another object in pg_depend is that one here: a view's rule is the view, a
  /// default its column, a table's row type the table, an array its element, the index behind a
  /// constraint the constraint, what an extension brought the extension. A class's members are its
  /// family's, which the class needs.
  private static final String NEEDS =
      """
      with stands(class, object, for_class, for_object, for_part) as materialized (
        select 'pg_rewrite'::regclass::oid, oid, 'pg_class'::regclass::oid, ev_class, 0
        from pg_rewrite where rulename = '_RETURN'
        union all
        select 'pg_attrdef'::regclass, oid, 'pg_class'::regclass, adrelid, adnum from pg_attrdef
        union all
        select 'pg_type'::regclass, t.oid, 'pg_class'::regclass, c.oid, 0
        from pg_class c join pg_type t on t.typrelid = c.oid where c.relkind <> 'c'
        union all
        select 'pg_type'::regclass, e.typarray,
          case when c.oid is null then 'pg_type'::regclass else 'pg_class'::regclass end,
          coalesce(c.oid, e.oid), 0
        from pg_type e left join pg_class c on c.oid = e.typrelid and c.relkind <> 'c'
        where e.typarray <> 0
        union all
        select 'pg_class'::regclass, c.oid, 'pg_type'::regclass, c.reltype, 0
        from pg_class c where c.relkind = 'c'
        union all
        select 'pg_type'::regclass, r.rngmultitypid, 'pg_type'::regclass, r.rngtypid, 0
        from pg_range r
        union all
        select 'pg_class'::regclass, k.conindid, 'pg_constraint'::regclass, k.oid, 0
        from pg_constraint k where k.contype in ('p', 'u', 'x')
        union all
        select 'pg_publication_rel'::regclass, oid, 'pg_publication'::regclass, prpubid, 0
        from pg_publication_rel
        union all
        select 'pg_amop'::regclass, oid, 'pg_opfamily'::regclass, amopfamily, 0 from pg_amop
        union all
        select 'pg_amproc'::regclass, oid, 'pg_opfamily'::regclass, amprocfamily, 0 from pg_amproc
        union all
        select d.classid, member.object, 'pg_extension'::regclass, d.refobjid, 0
        from pg_depend d left join pg_type t on d.classid = t.tableoid and t.oid = d.objid,
          lateral (values (d.objid), (t.typarray)) member(object)
        where d.deptype = 'e' and member.object <> 0
      )
      select coalesce(a.for_class, d.classid), coalesce(a.for_object, d.objid),
        coalesce(a.for_part, d.objsubid), coalesce(b.for_class, d.refclassid),
        coalesce(b.for_object, d.refobjid), coalesce(b.for_part, d.refobjsubid)
      from pg_depend d
      left join stands a on a.class = d.classid and a.object = d.objid
      left join stands b on b.class = d.refclassid and b.object = d.refobjid
      where d.objid >= 16384 and d.deptype in ('n', 'a', 'i', 'P', 'S')
        and not (d.classid in ('pg_amop'::regclass, 'pg_amproc'::regclass)
          and d.refclassid = 'pg_opclass'::regclass)
      """;

  Map<ObjectName, Set<ObjectName>> read(Connection connection) throws SQLException {
    Map<ObjectName, Set<ObjectName>> needs = new HashMap<>();
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(ROWS_AT_ONCE);
      try (ResultSet row = statement.executeQuery(NEEDS)) {
        while (row.next()) {
          ObjectName from = name(row, 1);
          ObjectName to = name(row, 4);
          if (from != null && to != null && !from.equals(to)) {
            needs.computeIfAbsent(from, name -> new TreeSet<>()).add(to);
          }
        }
      }
    }
    return needs;
  }

  /// A column that isn't listed, as a partition's, is its table.
  private @Nullable ObjectName name(ResultSet row, int at) throws SQLException {
    Address part = new Address(row.getLong(at), row.getLong(at + 1), row.getInt(at + 2));
    ObjectName name = names.get(part);
    return name != null ? name : names.get(new Address(part.catalog(), part.object(), 0));
  }
}
