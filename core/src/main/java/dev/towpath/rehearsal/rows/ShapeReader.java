package dev.towpath.rehearsal.rows;

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

/// Reads the shapes of all tables of a database that take rows; a partition is none of them, its
/// rows go in through the partitioned table.
public final class ShapeReader {
  private static final String MINE =
      """
      c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence <> 't'
        and n.nspname not in ('pg_catalog', 'information_schema', 'towpath', 'towpath_rehearsal')
      """;

  private static final String TABLES =
      """
      select c.oid::bigint, quote_ident(n.nspname) || '.' || quote_ident(c.relname), c.relname,
        exists (select from pg_index i where i.indrelid = c.oid and not i.indimmediate),
        (select array_agg(distinct bound.literal)
          from pg_partition_tree(c.oid) tree join pg_class leaf on leaf.oid = tree.relid,
            regexp_matches(pg_get_expr(leaf.relpartbound, leaf.oid),
              '(?:FROM|IN) \\(([^)]*)\\)') found(text),
            unnest(string_to_array(found.text[1], ', ')) bound(literal)
          where c.relkind = 'p' and bound.literal <> 'MINVALUE'),
        (select quote_ident(a.attname) from pg_partitioned_table p
          join pg_attribute a on a.attrelid = p.partrelid and a.attnum = p.partattrs[0]
          where p.partrelid = c.oid and p.partnatts = 1)
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where
      """
          + MINE
          + " order by 2";

  private static final String COLUMNS =
      """
      select c.oid::bigint, quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
        base.typname, base.typtype::text, coalesce(element.typname, ''), basis.modifier,
        a.attnotnull or basis.filled, a.attidentity <> '' or a.attgenerated <> '',
        coalesce(pg_get_expr(d.adbin, d.adrelid), t.typdefault, ''),
        coalesce((select string_agg(pg_get_constraintdef(k.oid), ' ') from pg_constraint k
          where k.contypid = a.atttypid), '')
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        join pg_type t on t.oid = a.atttypid
        left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum,
        lateral (
          with recursive chain as (
            select t.oid, a.atttypmod as modifier, t.typnotnull as filled, 0 as depth
            union all
            select inner_type.typbasetype, case when chain.modifier >= 0 then chain.modifier
              else inner_type.typtypmod end, chain.filled or inner_type.typnotnull, depth + 1
            from chain join pg_type inner_type
              on inner_type.oid = chain.oid and inner_type.typtype = 'd')
          select * from chain order by depth desc limit 1) basis
        join pg_type base on base.oid = basis.oid
        left join pg_type element on element.oid = base.typelem and base.typcategory = 'A'
      where
      """
          + MINE
          + " order by c.oid, a.attnum";

  private static final String UNIQUE =
      """
      select i.indrelid::bigint,
        (select array_agg(quote_ident(a.attname)) from pg_attribute a
          where a.attrelid = i.indrelid and a.attnum = any (i.indkey::int2[]))
      from pg_index i join pg_class c on c.oid = i.indrelid
        join pg_namespace n on n.oid = c.relnamespace
      where i.indisunique and i.indpred is null and not (0 = any (i.indkey::int2[])) and
      """
          + MINE
          + " order by i.indexrelid";

  private static final String CONSTRAINTS =
      """
      select k.conrelid::bigint, k.contype::text, k.conname,
        coalesce((select array_agg(quote_ident(a.attname) order by p.place)
          from unnest(k.conkey) with ordinality p(attnum, place)
            join pg_attribute a on a.attrelid = k.conrelid and a.attnum = p.attnum), '{}'),
        k.confrelid::bigint, k.confrelid::regclass::text,
        (select array_agg(quote_ident(a.attname) order by p.place)
          from unnest(k.confkey) with ordinality p(attnum, place)
            join pg_attribute a on a.attrelid = k.confrelid and a.attnum = p.attnum),
        coalesce(pg_get_expr(k.conbin, k.conrelid), '')
      from pg_constraint k join pg_class c on c.oid = k.conrelid
        join pg_namespace n on n.oid = c.relnamespace
      where k.contype in ('c', 'f') and
      """
          + MINE
          + " order by k.conrelid, k.conname";

  private final Connection connection;
  private final Map<Long, List<Column>> columns = new HashMap<>();
  private final Map<Long, List<List<String>>> unique = new HashMap<>();
  private final Map<Long, List<TableShape.Reference>> references = new HashMap<>();
  private final Map<Long, List<TableShape.Check>> checks = new HashMap<>();

  public ShapeReader(Connection connection) {
    this.connection = connection;
  }

  /// By OID, in the order of their names.
  public Map<Long, TableShape> read() throws SQLException {
    each(COLUMNS, row -> at(columns, row).add(column(row)));
    each(UNIQUE, row -> at(unique, row).add(texts(row, 2)));
    each(CONSTRAINTS, this::constraint);
    Map<Long, TableShape> shapes = new LinkedHashMap<>();
    each(TABLES, row -> shapes.put(row.getLong(1), shape(row)));
    return shapes;
  }

  private TableShape shape(ResultSet row) throws SQLException {
    long oid = row.getLong(1);
    return new TableShape(
        oid,
        row.getString(2),
        row.getString(3),
        columns.getOrDefault(oid, List.of()),
        unique.getOrDefault(oid, List.of()),
        row.getBoolean(4),
        references.getOrDefault(oid, List.of()),
        checks.getOrDefault(oid, List.of()),
        texts(row, 5),
        Optional.ofNullable(row.getString(6)));
  }

  private static Column column(ResultSet row) throws SQLException {
    return new Column(
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getInt(7),
        row.getBoolean(8),
        row.getBoolean(9),
        row.getString(10),
        row.getString(11));
  }

  private void constraint(ResultSet row) throws SQLException {
    if (row.getString(2).equals("c")) {
      at(checks, row).add(new TableShape.Check(row.getString(3), row.getString(8), texts(row, 4)));
    } else {
      at(references, row)
          .add(
              new TableShape.Reference(
                  row.getString(3),
                  texts(row, 4),
                  row.getLong(5),
                  row.getString(6),
                  texts(row, 7)));
    }
  }

  private static <T> List<T> at(Map<Long, List<T>> map, ResultSet row) throws SQLException {
    return map.computeIfAbsent(row.getLong(1), _ -> new ArrayList<>());
  }

  private static List<String> texts(ResultSet row, int column) throws SQLException {
    Array array = row.getArray(column);
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }

  /// What is done with each row of a result.
  private interface Each {
    void row(ResultSet row) throws SQLException;
  }

  private void each(String sql, Each each) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        each.row(row);
      }
    }
  }
}
