package dev.towpath.catalog;

import java.util.List;

/// The parts of tables and of other relations: columns, constraints, indexes, triggers, policies.
final class TablePartQueries {
  private TablePartQueries() {}

  static List<KindQuery> all() {
    return List.of(
        KindQuery.of(Kind.COLUMN, COLUMNS),
        KindQuery.of(Kind.CONSTRAINT, CONSTRAINTS),
        KindQuery.of(Kind.CONSTRAINT, DOMAIN_CONSTRAINTS),
        KindQuery.of(Kind.INDEX, INDEXES),
        KindQuery.of(Kind.TRIGGER, TRIGGERS),
        KindQuery.of(Kind.POLICY, POLICIES),
        KindQuery.of(Kind.RULE, RULES),
        KindQuery.of(Kind.STATISTICS, STATISTICS));
  }

  /// A partition's column that is as its parent's says nothing of its own. NOT NULL is a property
  /// of the column in every major; 18 can leave it unchecked, or to one table of a family.
  private static final String COLUMNS =
      """
      with nullness as (
        select k.conrelid, k.conkey[1] as attnum,
          concat_ws(', ', case when not k.convalidated then 'not valid' end,
            case when k.connoinherit then 'no inherit' end) as limits
        from pg_constraint k
        where k.contype = 'n' and k.conrelid <> 0 and (not k.convalidated or k.connoinherit))
      select c.tableoid as "@class", c.oid as "@object",
        a.attnum as "@part", c.oid as "@relation",
        n.nspname as "@schema", c.relname as "@parent", a.attname as "@name",
      """
          + Grants.of("a.attacl", "null::aclitem[]", "c.relowner")
          + """
               as "@grants",
            format_type(a.atttypid, a.atttypmod) as "type",
            case when a.attcollation not in (t.typcollation, 0)
              then a.attcollation::regcollation::text end as "collation",
            case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end as "default",
            case a.attgenerated when 's' then 'stored ' when 'v' then 'virtual ' end
              || pg_get_expr(d.adbin, d.adrelid) as "generated",
            case a.attidentity when 'a' then 'always' when 'd' then 'by default' end as "identity",
            case when a.attnotnull or u.attnum is not null
              then coalesce(nullif(u.limits, ''), 'yes') end as "not null",
            case when a.attstorage <> t.typstorage then case a.attstorage when 'p' then 'plain'
              when 'e' then 'external' when 'm' then 'main' else 'extended' end end as "storage",
            case a.attcompression when 'p' then 'pglz' when 'l' then 'lz4' end as "compression",
            case when a.attstattarget >= 0 then a.attstattarget end as "statistics target",
            a.attoptions as "@options", a.attfdwoptions as "@secrets",
            case when a.attinhcount > 0 and not c.relispartition
              then case when a.attislocal then 'and own' else 'yes' end end as "inherited"
          from pg_attribute a
          join pg_class c on c.oid = a.attrelid
          join pg_namespace n on n.oid = c.relnamespace
          join pg_type t on t.oid = a.atttypid
          left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
          left join nullness u on u.conrelid = a.attrelid and u.attnum = a.attnum
          where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'f', 'v', 'm', 'c')
            and c.relpersistence <> 't' and :seen and not :history
            and not (c.relispartition and not a.attislocal and a.attacl is null and exists (
              select from pg_inherits h
              join pg_attribute p on p.attrelid = h.inhparent and p.attname = a.attname
              left join pg_attrdef e on e.adrelid = p.attrelid and e.adnum = p.attnum
              where h.inhrelid = c.oid and p.attnotnull = a.attnotnull
                and p.attstorage = a.attstorage and p.attcompression = a.attcompression
                and p.attstattarget is not distinct from a.attstattarget
                and p.attidentity = a.attidentity
                and p.attoptions is not distinct from a.attoptions and a.attfdwoptions is null
                and (case when d.oid is null then e.oid is null else pg_get_expr(d.adbin, d.adrelid)
                  is not distinct from pg_get_expr(e.adbin, e.adrelid) end)))
          """;

  private static final String CONSTRAINT =
      """
      regexp_replace(pg_get_constraintdef(k.oid),
          '( NOT VALID| NOT ENFORCED| DEFERRABLE| INITIALLY DEFERRED)+$', '') as "definition",
        case when not k.convalidated and coalesce(to_jsonb(k) ->> 'conenforced', 'true') = 'true'
          then 'no' end as "valid",
        case when not k.convalidated and to_jsonb(k) ->> 'conenforced' = 'false'
          then 'no' end as "enforced",
        case when k.condeferred then 'initially deferred'
          when k.condeferrable then 'yes' end as "deferrable",
      """;

  /// NOT NULL is a column's property; a constraint trigger is a trigger; what a partition or a
  /// child table merely has from its parent is the parent's.
  private static final String CONSTRAINTS =
      """
      select k.tableoid as "@class", k.oid as "@object", k.conrelid as "@relation",
        n.nspname as "@schema", c.relname as "@parent", k.conname as "@name",
      """
          + CONSTRAINT
          + """
            case when x.indisclustered then 'yes' end as "clustered",
            case when not x.indisvalid then 'no' end as "index valid",
            s.spcname as "tablespace", i.reloptions as "@options",
            (select case when bool_and(t.tgenabled = 'D') then 'disabled' else 'changed' end
              from pg_trigger t where t.tgconstraint = k.oid and t.tgenabled <> 'O'
          having count(*) > 0) as "triggers"
          from pg_constraint k
          join pg_class c on c.oid = k.conrelid
          join pg_namespace n on n.oid = c.relnamespace
          left join pg_index x on x.indexrelid = k.conindid and k.contype in ('p', 'u', 'x')
          left join pg_class i on i.oid = x.indexrelid
          left join pg_tablespace s on s.oid = i.reltablespace
          where k.contype in ('c', 'f', 'p', 'u', 'x') and k.conparentid = 0 and k.conislocal
            and c.relpersistence <> 't' and :seen and not :history
          """;

  private static final String DOMAIN_CONSTRAINTS =
      """
      select k.tableoid as "@class", k.oid as "@object",
        n.nspname as "@schema", t.typname as "@parent", k.conname as "@name",
      """
          + CONSTRAINT
          + """
            null as "tablespace"
          from pg_constraint k
          join pg_type t on t.oid = k.contypid
          join pg_namespace n on n.oid = t.typnamespace
          where k.contype = 'c' and :seen
          """;

  /// An index behind a constraint is the constraint's; one that merely follows from an index of
  /// the partitioned table is that one's.
  private static final String INDEXES =
      """
      select i.tableoid as "@class", i.oid as "@object", x.indrelid as "@relation",
        n.nspname as "@schema", c.relname as "@parent", i.relname as "@name",
        pg_get_indexdef(i.oid) as "definition",
        case when not x.indisvalid then 'no' end as "valid",
        case when x.indisclustered then 'yes' end as "clustered",
        s.spcname as "tablespace",
        (select string_agg(a.attnum || ': ' || a.attstattarget, ', ' order by a.attnum)
          from pg_attribute a
          where a.attrelid = i.oid and a.attstattarget >= 0) as "statistics target"
      from pg_index x
      join pg_class i on i.oid = x.indexrelid
      join pg_class c on c.oid = x.indrelid
      join pg_namespace n on n.oid = c.relnamespace
      left join pg_tablespace s on s.oid = i.reltablespace
      where c.relpersistence <> 't' and c.relkind in ('r', 'p', 'm')
        and not i.relispartition and :seen and not :history
        and not exists (select from pg_constraint k
          where k.conindid = i.oid and k.contype in ('p', 'u', 'x'))
      """;

  /// A partition's copy of a trigger counts if it is enabled otherwise than its parent's. On a
  /// table of the platform the triggers with functions of the project are a user's. The guards of a
  /// freeze are Towpath's own, and gone with it.
  private static final String TRIGGERS =
      """
      select t.tableoid as "@class", t.oid as "@object", t.tgrelid as "@relation",
        n.nspname as "@schema", c.relname as "@parent", t.tgname as "@name",
        pg_get_triggerdef(t.oid) as "definition",
        case t.tgenabled when 'D' then 'disabled' when 'R' then 'on replicas'
          when 'A' then 'always' end as "enabled"
      from pg_trigger t
      join pg_class c on c.oid = t.tgrelid
      join pg_namespace n on n.oid = c.relnamespace
      where not t.tgisinternal and c.relpersistence <> 't' and not :history
        and t.tgname <> '00_towpath_frozen'
        and (t.tgparentid = 0 or t.tgenabled <>
          (select p.tgenabled from pg_trigger p where p.oid = t.tgparentid))
        and (:seen or :platform and exists (
          select from pg_proc f join pg_namespace n on n.oid = f.pronamespace
          where f.oid = t.tgfoid and :seen))
      """;

  private static final String POLICIES =
      """
      select p.tableoid as "@class", p.oid as "@object", p.polrelid as "@relation",
        n.nspname as "@schema", c.relname as "@parent", p.polname as "@name",
        case when not p.polpermissive then 'yes' end as "restrictive",
        case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update'
          when 'd' then 'delete' else 'all' end as "command",
        (select string_agg(r, ', ' order by r collate "C") from (
          select case o when 0 then 'public' else quote_ident(pg_get_userbyid(o)) end
          from unnest(p.polroles) o) roles(r)) as "roles",
        pg_get_expr(p.polqual, p.polrelid) as "using",
        pg_get_expr(p.polwithcheck, p.polrelid) as "with check"
      from pg_policy p
      join pg_class c on c.oid = p.polrelid
      join pg_namespace n on n.oid = c.relnamespace
      where c.relpersistence <> 't' and not :history and (:seen or :platform)
      """;

  private static final String RULES =
      """
      select r.tableoid as "@class", r.oid as "@object", r.ev_class as "@relation",
        n.nspname as "@schema", c.relname as "@parent", r.rulename as "@name",
        pg_get_ruledef(r.oid) as "definition",
        case r.ev_enabled when 'D' then 'disabled' when 'R' then 'on replicas'
          when 'A' then 'always' end as "enabled"
      from pg_rewrite r
      join pg_class c on c.oid = r.ev_class
      join pg_namespace n on n.oid = c.relnamespace
      where r.rulename <> '_RETURN' and c.relpersistence <> 't' and :seen and not :history
      """;

  private static final String STATISTICS =
      """
      select x.tableoid as "@class", x.oid as "@object", x.stxrelid as "@relation",
        n.nspname as "@schema", x.stxname as "@name",
        pg_get_userbyid(x.stxowner) as "owner",
        pg_get_statisticsobjdef(x.oid) as "definition",
        case when x.stxstattarget >= 0 then x.stxstattarget end as "statistics target"
      from pg_statistic_ext x join pg_namespace n on n.oid = x.stxnamespace
      where :seen
      """;
}
