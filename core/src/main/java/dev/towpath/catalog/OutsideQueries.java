package dev.towpath.catalog;

import java.util.List;

/// What reaches beyond one schema or one database: extensions, default privileges, publications
/// and subscriptions, foreign data; and text search, which has no better place.
final class OutsideQueries {
  private OutsideQueries() {}

  static List<KindQuery> all() {
    return List.of(
        KindQuery.of(Kind.EXTENSION, EXTENSIONS),
        KindQuery.of(Kind.DEFAULT_PRIVILEGES, DEFAULT_PRIVILEGES),
        KindQuery.of(Kind.PUBLICATION, PUBLICATIONS),
        KindQuery.since(15, Kind.PUBLICATION, PUBLISHED_SCHEMAS),
        KindQuery.of(Kind.SUBSCRIPTION, SUBSCRIPTIONS),
        KindQuery.of(Kind.FOREIGN_DATA_WRAPPER, WRAPPERS),
        KindQuery.of(Kind.SERVER, SERVERS),
        KindQuery.of(Kind.USER_MAPPING, USER_MAPPINGS),
        KindQuery.of(Kind.TEXT_SEARCH_PARSER, PARSERS),
        KindQuery.of(Kind.TEXT_SEARCH_TEMPLATE, TEMPLATES),
        KindQuery.of(Kind.TEXT_SEARCH_DICTIONARY, DICTIONARIES),
        KindQuery.of(Kind.TEXT_SEARCH_CONFIGURATION, CONFIGURATIONS));
  }

  private static final String EXTENSIONS =
      """
      select e.tableoid as "@class", e.oid as "@object", e.extname as "@name",
        pg_get_userbyid(e.extowner) as "owner", e.extversion as "version",
        n.nspname as "schema"
      from pg_extension e join pg_namespace n on n.oid = e.extnamespace
      where not :brought
      """;

  /// For one schema they are added to what stands without them; for all, they stand instead.
  private static final String DEFAULT_PRIVILEGES =
      """
      select d.tableoid as "@class", d.oid as "@object",
        coalesce(n.nspname, '') as "@schema",
        case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences'
          when 'f' then 'functions' when 'T' then 'types' when 'n' then 'schemas'
          else 'large objects' end || ' of ' || pg_get_userbyid(d.defaclrole) as "@name",
      """
          + Grants.of(
              "d.defaclacl",
              "(case when d.defaclnamespace <> 0 then null::aclitem[] else"
                  + " acldefault(case d.defaclobjtype when 'S' then 's' else d.defaclobjtype end,"
                  + " d.defaclrole) end)",
              "d.defaclrole")
          + """
               as "@grants"
          from pg_default_acl d left join pg_namespace n on n.oid = d.defaclnamespace
          where d.defaclnamespace = 0 or :seen
          """;

  /// 14 lacks the columns prqual and prattrs: there the names mean the ones of `in_14`.
  private static final String PUBLICATIONS =
      """
      select p.tableoid as "@class", p.oid as "@object", p.pubname as "@name",
        pg_get_userbyid(p.pubowner) as "owner",
        case when p.puballtables then 'yes' end as "all tables",
        concat_ws(', ', case when p.pubinsert then 'insert' end,
          case when p.pubupdate then 'update' end, case when p.pubdelete then 'delete' end,
          case when p.pubtruncate then 'truncate' end) as "operations",
        case when p.pubviaroot then 'yes' end as "via root",
        nullif(to_jsonb(p) ->> 'pubgencols', 'n') as "generated columns",
        (select json_object_agg('table ' || r.prrelid::regclass, coalesce(nullif(concat_ws(' ',
            'columns (' || (select string_agg(quote_ident(a.attname), ', ' order by a.attnum)
              from pg_attribute a where a.attrelid = r.prrelid and a.attnum = any (
                (select prattrs from pg_publication_rel i where i.oid = r.oid)::int2[])) || ')',
            'where ' || pg_get_expr(
              (select prqual from pg_publication_rel i where i.oid = r.oid), r.prrelid)), ''),
              'yes')
            order by r.prrelid::regclass::text collate "C")::text
          from pg_publication_rel r,
            (select null::pg_node_tree as prqual, null::int2vector as prattrs) in_14
          where r.prpubid = p.oid) as "@pairs"
      from pg_publication p
      """;

  private static final String PUBLISHED_SCHEMAS =
      """
      select p.tableoid as "@class", p.oid as "@object", p.pubname as "@name",
        json_object_agg('tables in schema ' || quote_ident(n.nspname), 'yes')::text as "@pairs"
      from pg_publication p
      join pg_publication_namespace s on s.pnpubid = p.oid
      join pg_namespace n on n.oid = s.pnnspid
      group by p.tableoid, p.oid, p.pubname
      """;

  /// The connection string holds a password and is not read at all.
  private static final String SUBSCRIPTIONS =
      """
      select 'pg_subscription'::regclass::oid as "@class", s.oid as "@object", s.subname as "@name",
        pg_get_userbyid(s.subowner) as "owner",
        case when not s.subenabled then 'no' end as "enabled",
        (select string_agg(p, ', ' order by p collate "C") from unnest(s.subpublications) p)
          as "publications",
        s.subslotname as "slot", s.subsynccommit as "synchronous commit",
        case when s.subbinary then 'yes' end as "binary"
      from pg_subscription s
      where s.subdbid = (select oid from pg_database where datname = current_database())
      """;

  private static final String WRAPPERS =
      """
      select w.tableoid as "@class", w.oid as "@object", w.fdwname as "@name",
        pg_get_userbyid(w.fdwowner) as "owner",
      """
          + Grants.of('F', "w.fdwacl", "w.fdwowner")
          + """
               as "@grants",
            nullif(w.fdwhandler, 0)::regprocedure::text as "handler",
            nullif(w.fdwvalidator, 0)::regprocedure::text as "validator",
            w.fdwoptions as "@secrets"
          from pg_foreign_data_wrapper w
          """;

  private static final String SERVERS =
      """
      select s.tableoid as "@class", s.oid as "@object", s.srvname as "@name",
        pg_get_userbyid(s.srvowner) as "owner",
      """
          + Grants.of('S', "s.srvacl", "s.srvowner")
          + """
               as "@grants",
            w.fdwname as "wrapper", s.srvtype as "type", s.srvversion as "version",
            s.srvoptions as "@secrets"
          from pg_foreign_server s join pg_foreign_data_wrapper w on w.oid = s.srvfdw
          """;

  private static final String USER_MAPPINGS =
      """
      select 'pg_user_mapping'::regclass::oid as "@class", m.umid as "@object",
        m.srvname as "@parent", m.usename as "@name", m.umoptions as "@secrets"
      from pg_user_mappings m
      """;

  private static final String TEXT_SEARCH_FROM = " join pg_namespace n on n.oid = ";

  private static final String PARSERS =
      """
      select p.tableoid as "@class", p.oid as "@object",
        n.nspname as "@schema", p.prsname as "@name",
        p.prsstart::regprocedure::text as "start", p.prstoken::regprocedure::text as "token",
        p.prsend::regprocedure::text as "end",
        nullif(p.prsheadline, 0)::regprocedure::text as "headline",
        p.prslextype::regprocedure::text as "types"
      from pg_ts_parser p\
      """
          + TEXT_SEARCH_FROM
          + "p.prsnamespace where :seen";

  private static final String TEMPLATES =
      """
      select t.tableoid as "@class", t.oid as "@object",
        n.nspname as "@schema", t.tmplname as "@name",
        nullif(t.tmplinit, 0)::regprocedure::text as "init",
        t.tmpllexize::regprocedure::text as "lexize"
      from pg_ts_template t\
      """
          + TEXT_SEARCH_FROM
          + "t.tmplnamespace where :seen";

  private static final String DICTIONARIES =
      """
      select d.tableoid as "@class", d.oid as "@object",
        n.nspname as "@schema", d.dictname as "@name",
        pg_get_userbyid(d.dictowner) as "owner",
        (select quote_ident(s.nspname) || '.' || quote_ident(t.tmplname) from pg_ts_template t
          join pg_namespace s on s.oid = t.tmplnamespace where t.oid = d.dicttemplate)
          as "template",
        d.dictinitoption as "options"
      from pg_ts_dict d\
      """
          + TEXT_SEARCH_FROM
          + "d.dictnamespace where :seen";

  private static final String CONFIGURATIONS =
      """
      select c.tableoid as "@class", c.oid as "@object",
        n.nspname as "@schema", c.cfgname as "@name",
        pg_get_userbyid(c.cfgowner) as "owner",
        (select quote_ident(s.nspname) || '.' || quote_ident(p.prsname) from pg_ts_parser p
          join pg_namespace s on s.oid = p.prsnamespace where p.oid = c.cfgparser) as "parser",
        (select json_object_agg('mapping ' || m.alias, m.dictionaries order by m.alias)::text from (
          select t.alias, string_agg(m.mapdict::regdictionary::text, ', ' order by m.mapseqno)
            as dictionaries
          from pg_ts_config_map m join ts_token_type(c.cfgparser) t on t.tokid = m.maptokentype
          where m.mapcfg = c.oid group by t.alias) m) as "@pairs"
      from pg_ts_config c\
      """
          + TEXT_SEARCH_FROM
          + "c.cfgnamespace where :seen";
}
