package dev.towpath.catalog;

import java.util.List;

/// Schemas, and what stands in pg_class: tables, views, sequences.
final class RelationQueries {
  private RelationQueries() {}

  static List<KindQuery> all() {
    return List.of(
        KindQuery.of(Kind.SCHEMA, SCHEMAS),
        KindQuery.of(Kind.TABLE, TABLES),
        KindQuery.of(Kind.FOREIGN_TABLE, FOREIGN_TABLES),
        KindQuery.of(Kind.VIEW, VIEWS),
        KindQuery.of(Kind.MATERIALIZED_VIEW, MATERIALIZED_VIEWS),
        KindQuery.of(Kind.SEQUENCE, SEQUENCES));
  }

  /// Schema public comes with grants of its own, which differ between majors: pg_init_privs says
  /// what initdb gave.
  private static final String SCHEMAS =
      """
      select n.tableoid as "@class", n.oid as "@object", n.nspname as "@name",
        pg_get_userbyid(n.nspowner) as "owner",
      """
          + Grants.of(
              "n.nspacl",
              "coalesce((select initprivs from pg_init_privs i where i.classoid = n.tableoid"
                  + " and i.objoid = n.oid and i.privtype = 'i'), acldefault('n', n.nspowner))",
              "n.nspowner")
          + """
               as "@grants"
          from pg_namespace n where :seen
          """;

  private static final String RELATION =
      """
      select c.tableoid as "@class", c.oid as "@object",
        n.nspname as "@schema", c.relname as "@name",
        pg_get_userbyid(c.relowner) as "owner",
      """
          + Grants.of('r', "c.relacl", "c.relowner")
          + """
             as "@grants",
          case c.relpersistence when 'u' then 'unlogged' end as "persistence",
          c.reloptions as "@options",
          s.spcname as "tablespace",
          """;

  private static final String FROM =
      """

      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      left join pg_tablespace s on s.oid = c.reltablespace
      """;

  private static final String COLUMN_ORDER =
      """
      (select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)\
      """;

  private static final String TABLES =
      RELATION
          + """
          nullif(m.amname, 'heap') as "access method",
          case c.relkind when 'p' then pg_get_partkeydef(c.oid) end as "partition by",
          case when c.relispartition then (select string_agg(h.inhparent::regclass::text, ', ')
            from pg_inherits h where h.inhrelid = c.oid) end as "partition of",
          pg_get_expr(c.relpartbound, c.oid) as "partition bound",
          case when not c.relispartition then
            (select string_agg(h.inhparent::regclass::text, ', ' order by h.inhseqno)
            from pg_inherits h where h.inhrelid = c.oid) end as "inherits",
          nullif(c.reloftype, 0)::regtype::text as "of type",
          case c.relreplident when 'n' then 'nothing' when 'f' then 'full'
            when 'i' then 'index ' || coalesce((select x.indexrelid::regclass::text
              from pg_index x where x.indrelid = c.oid and x.indisreplident), 'dropped')
            end as "replica identity",
          case when c.relrowsecurity then 'enabled' end as "row security",
          case when c.relforcerowsecurity then 'yes' end as "row security forced",
          (select array_agg('toast.' || o) from pg_class t, unnest(t.reloptions) o
            where t.oid = c.reltoastrelid and t.reloptions is not null) as "@options",
          case when not c.relispartition then
          """
          + COLUMN_ORDER
          + """
           end as "column order"
          """
          + FROM
          + """
          left join pg_am m on m.oid = c.relam
          where c.relkind in ('r', 'p') and c.relpersistence <> 't' and :seen and not :history
          """;

  private static final String FOREIGN_TABLES =
      RELATION
          + """
          f.srvname as "server", t.ftoptions as "@secrets",
          """
          + COLUMN_ORDER
          + """
           as "column order"
          """
          + FROM
          + """
          join pg_foreign_table t on t.ftrelid = c.oid
          join pg_foreign_server f on f.oid = t.ftserver
          where :seen
          """;

  private static final String VIEWS =
      RELATION
          + """
          pg_get_viewdef(c.oid) as "definition"
          """
          + FROM
          + """
          where c.relkind = 'v' and c.relpersistence <> 't' and :seen
          """;

  private static final String MATERIALIZED_VIEWS =
      RELATION
          + """
          pg_get_viewdef(c.oid) as "definition",
          nullif(m.amname, 'heap') as "access method",
          case when not c.relispopulated then 'no' end as "populated"
          """
          + FROM
          + """
          left join pg_am m on m.oid = c.relam
          where c.relkind = 'm' and :seen
          """;

  private static final String SEQUENCES =
      RELATION.replace("acldefault('r'", "acldefault('s'")
          + """
          format_type(q.seqtypid, null) as "type", q.seqstart as "start",
          q.seqincrement as "increment", q.seqmin as "minimum", q.seqmax as "maximum",
          nullif(q.seqcache, 1) as "cache", case when q.seqcycle then 'yes' end as "cycle",
          (select case d.deptype when 'i' then 'identity of ' else '' end
              || d.refobjid::regclass::text || '.' || quote_ident(a.attname)
            from pg_depend d join pg_attribute a
              on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
            where d.classid = c.tableoid and d.objid = c.oid and d.refclassid = c.tableoid
              and d.deptype in ('a', 'i') limit 1) as "owned by"
          """
          + FROM
          + """
          join pg_sequence q on q.seqrelid = c.oid
          where c.relpersistence <> 't' and :seen
          """;
}
