package dev.towpath.catalog;

import java.util.List;

/// Types, casts, collations and conversions.
final class TypeQueries {
  private TypeQueries() {}

  static List<KindQuery> all() {
    return List.of(
        KindQuery.of(Kind.ENUM, ENUMS),
        KindQuery.of(Kind.DOMAIN, DOMAINS),
        KindQuery.of(Kind.COMPOSITE_TYPE, COMPOSITES),
        KindQuery.of(Kind.RANGE_TYPE, RANGES),
        KindQuery.of(Kind.BASE_TYPE, BASES),
        KindQuery.of(Kind.CAST, CASTS),
        KindQuery.of(Kind.TRANSFORM, TRANSFORMS),
        KindQuery.of(Kind.COLLATION, COLLATIONS),
        KindQuery.of(Kind.CONVERSION, CONVERSIONS));
  }

  private static final String TYPE =
      """
      select t.tableoid as "@class", t.oid as "@object",
        n.nspname as "@schema", t.typname as "@name",
        pg_get_userbyid(t.typowner) as "owner",
      """
          + Grants.of('T', "t.typacl", "t.typowner")
          + """
             as "@grants",
          """;

  private static final String FROM =
      """

      from pg_type t join pg_namespace n on n.oid = t.typnamespace
      """;

  private static final String ENUMS =
      TYPE
          + """
          (select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder)
            from pg_enum e where e.enumtypid = t.oid) as "labels"
          """
          + FROM
          + "where t.typtype = 'e' and :seen";

  private static final String DOMAINS =
      TYPE
          + """
          format_type(t.typbasetype, t.typtypmod) as "type",
          case when t.typcollation not in (b.typcollation, 0)
            then t.typcollation::regcollation::text end as "collation",
          pg_get_expr(t.typdefaultbin, 0) as "default",
          case when t.typnotnull then 'yes' end as "not null"
          """
          + FROM
          + """
          join pg_type b on b.oid = t.typbasetype
          where t.typtype = 'd' and :seen
          """;

  private static final String COMPOSITES =
      TYPE
          + """
          (select string_agg(quote_ident(a.attname), ', ' order by a.attnum)
            from pg_attribute a
            where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as "column order"
          """
          + FROM
          + """
          join pg_class c on c.oid = t.typrelid and c.relkind = 'c'
          where t.typtype = 'c' and :seen
          """;

  private static final String RANGES =
      TYPE
          + """
          format_type(r.rngsubtype, null) as "subtype",
          case when not o.opcdefault then (select quote_ident(s.nspname) from pg_namespace s
            where s.oid = o.opcnamespace) || '.' || quote_ident(o.opcname) end
              as "subtype operator class",
          case when r.rngcollation not in (b.typcollation, 0)
            then r.rngcollation::regcollation::text end as "collation",
          nullif(r.rngcanonical, 0)::regprocedure::text as "canonical",
          nullif(r.rngsubdiff, 0)::regprocedure::text as "subtype difference",
          r.rngmultitypid::regtype::text as "multirange type"
          """
          + FROM
          + """
          join pg_range r on r.rngtypid = t.oid
          join pg_type b on b.oid = r.rngsubtype
          join pg_opclass o on o.oid = r.rngsubopc
          where t.typtype = 'r' and :seen
          """;

  private static final String BASES =
      TYPE
          + """
          case when not t.typisdefined then 'yes' end as "shell",
          nullif(t.typinput, 0)::regprocedure::text as "input",
          nullif(t.typoutput, 0)::regprocedure::text as "output",
          nullif(t.typreceive, 0)::regprocedure::text as "receive",
          nullif(t.typsend, 0)::regprocedure::text as "send",
          nullif(t.typmodin, 0)::regprocedure::text as "modifier input",
          nullif(t.typmodout, 0)::regprocedure::text as "modifier output",
          nullif(t.typanalyze, 0)::regprocedure::text as "analyze",
          nullif(t.typsubscript, 0)::regprocedure::text as "subscript",
          t.typlen as "length", case when t.typbyval then 'yes' end as "by value",
          t.typalign::text as "alignment", t.typstorage::text as "storage",
          t.typcategory::text as "category",
          case when t.typispreferred then 'yes' end as "preferred",
          nullif(t.typdelim::text, ',') as "delimiter", t.typdefault as "default",
          nullif(t.typelem, 0)::regtype::text as "element",
          case when t.typcollation <> 0 then 'yes' end as "collatable"
          """
          + FROM
          + """
          where :seen and (t.typtype = 'b' or t.typtype = 'p' and not t.typisdefined)
            and not exists (select from pg_type e where e.typarray = t.oid)
          """;

  /// Casts have no schema: what initdb made has an OID below 16384. A range type brings its own.
  private static final String CASTS =
      """
      select c.tableoid as "@class", c.oid as "@object",
        c.castsource::regtype || ' as ' || c.casttarget::regtype as "@name",
        case c.castmethod when 'f' then c.castfunc::regprocedure::text when 'i' then 'in and out'
          else 'binary' end as "function",
        case c.castcontext when 'i' then 'implicit' when 'a' then 'assignment'
          else 'explicit' end as "context"
      from pg_cast c where c.oid >= 16384 and not exists (select from pg_depend d
        where d.classid = c.tableoid and d.objid = c.oid and d.deptype = 'i')
      """;

  private static final String TRANSFORMS =
      """
      select t.tableoid as "@class", t.oid as "@object",
        t.trftype::regtype || ' in ' || l.lanname as "@name",
        nullif(t.trffromsql, 0)::regprocedure::text as "from sql",
        nullif(t.trftosql, 0)::regprocedure::text as "to sql"
      from pg_transform t join pg_language l on l.oid = t.trflang where t.oid >= 16384
      """;

  /// The columns of pg_collation have other names in other majors, hence the way through JSON.
  private static final String COLLATIONS =
      """
      select c.tableoid as "@class", c.oid as "@object",
        n.nspname as "@schema", c.collname as "@name",
        pg_get_userbyid(c.collowner) as "owner",
        case c.collprovider when 'i' then 'icu' when 'b' then 'builtin' when 'c' then 'libc'
          else 'default' end as "provider",
        case when not c.collisdeterministic then 'no' end as "deterministic",
        case when c.collprovider = 'c' then c.collcollate end as "collate",
        case when c.collprovider = 'c' then c.collctype end as "ctype",
        case when c.collprovider in ('i', 'b') then coalesce(to_jsonb(c) ->> 'colllocale',
          to_jsonb(c) ->> 'colliculocale', c.collcollate::text) end as "locale",
        coalesce(to_jsonb(c) ->> 'collicurules', '') as "rules"
      from pg_collation c join pg_namespace n on n.oid = c.collnamespace where :seen
      """;

  private static final String CONVERSIONS =
      """
      select c.tableoid as "@class", c.oid as "@object",
        n.nspname as "@schema", c.conname as "@name",
        pg_get_userbyid(c.conowner) as "owner",
        pg_encoding_to_char(c.conforencoding) as "from",
        pg_encoding_to_char(c.contoencoding) as "to",
        c.conproc::regprocedure::text as "function",
        case when c.condefault then 'yes' end as "usual"
      from pg_conversion c join pg_namespace n on n.oid = c.connamespace where :seen
      """;
}
