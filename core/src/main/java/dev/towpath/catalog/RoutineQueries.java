package dev.towpath.catalog;

import java.util.List;

/// Functions, procedures, aggregates, operators with their classes, languages, event triggers.
final class RoutineQueries {
  private RoutineQueries() {}

  static List<KindQuery> all() {
    return List.of(
        KindQuery.of(Kind.FUNCTION, ROUTINES + FUNCTIONS),
        KindQuery.of(Kind.PROCEDURE, ROUTINES + "where p.prokind = 'p' and :seen"),
        KindQuery.of(Kind.AGGREGATE, AGGREGATES),
        KindQuery.of(Kind.OPERATOR, OPERATORS),
        KindQuery.of(Kind.OPERATOR_CLASS, OPERATOR_CLASSES),
        KindQuery.of(Kind.OPERATOR_FAMILY, OPERATOR_FAMILIES),
        KindQuery.of(Kind.LANGUAGE, LANGUAGES),
        KindQuery.of(Kind.ACCESS_METHOD, ACCESS_METHODS),
        KindQuery.of(Kind.EVENT_TRIGGER, EVENT_TRIGGERS));
  }

  private static final String ROUTINE =
      """
      select p.tableoid as "@class", p.oid as "@object", n.nspname as "@schema",
        p.proname || '(' || oidvectortypes(p.proargtypes) || ')' as "@name",
        pg_get_userbyid(p.proowner) as "owner",
      """
          + Grants.of('f', "p.proacl", "p.proowner")
          + """
             as "@grants",
          pg_get_function_arguments(p.oid) as "arguments",
          pg_get_function_result(p.oid) as "returns",
          case p.proparallel when 's' then 'safe' when 'r' then 'restricted' end as "parallel",
          """;

  private static final String FROM =
      """

      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      """;

  private static final String ROUTINES =
      ROUTINE
          + """
          l.lanname as "language",
          case p.provolatile when 'i' then 'immutable' when 's' then 'stable' end as "volatility",
          case when p.prosecdef then 'definer' end as "security",
          case when p.proisstrict then 'yes' end as "strict",
          case when p.proleakproof then 'yes' end as "leakproof",
          case when p.prokind = 'w' then 'yes' end as "window",
          nullif(p.procost, case when l.lanname in ('internal', 'c') then 1 else 100 end) as "cost",
          nullif(p.prorows, case when p.proretset then 1000 else 0 end) as "rows",
          nullif(p.prosupport, 0)::regprocedure::text as "support",
          (select string_agg(format_type(t, null), ', ') from unnest(p.protrftypes) t)
            as "transforms",
          (select json_object_agg('set ' || split_part(o, '=', 1),
            substr(o, strpos(o, '=') + 1) order by o)::text from unnest(p.proconfig) o) as "@pairs",
          coalesce(pg_get_function_sqlbody(p.oid),
            case when p.probin is not null then p.probin || ', ' || p.prosrc
              else p.prosrc end) as "body"
          """
          + FROM
          + "join pg_language l on l.oid = p.prolang ";

  /// A range type brings functions of its own.
  private static final String FUNCTIONS =
      """
      where p.prokind in ('f', 'w') and :seen and not exists (select from pg_depend d
        where d.classid = p.tableoid and d.objid = p.oid and d.deptype = 'i')
      """;

  private static final String AGGREGATES =
      ROUTINE
          + """
          case a.aggkind when 'o' then 'ordered set' when 'h' then 'hypothetical set' end as "form",
          a.aggtransfn::regprocedure::text as "transition",
          format_type(a.aggtranstype, null) as "state", nullif(a.aggtransspace, 0) as "space",
          nullif(a.aggfinalfn, 0)::regprocedure::text as "final",
          case when a.aggfinalextra then 'yes' end as "final extra",
          a.aggfinalmodify::text as "final modify",
          nullif(a.aggcombinefn, 0)::regprocedure::text as "combine",
          nullif(a.aggserialfn, 0)::regprocedure::text as "serialize",
          nullif(a.aggdeserialfn, 0)::regprocedure::text as "deserialize",
          a.agginitval as "initial",
          nullif(a.aggmtransfn, 0)::regprocedure::text as "moving transition",
          nullif(a.aggminvtransfn, 0)::regprocedure::text as "moving inverse",
          case when a.aggmtranstype <> 0 then format_type(a.aggmtranstype, null) end
            as "moving state",
          nullif(a.aggmfinalfn, 0)::regprocedure::text as "moving final",
          a.aggminitval as "moving initial", nullif(a.aggmtransspace, 0) as "moving space",
          case when a.aggmfinalextra then 'yes' end as "moving final extra",
          case when a.aggmtransfn <> 0 then a.aggmfinalmodify::text end as "moving final modify",
          nullif(a.aggsortop, 0)::regoperator::text as "sort operator"
          """
          + FROM
          + "join pg_aggregate a on a.aggfnoid = p.oid where :seen";

  private static final String OPERATORS =
      """
      select o.tableoid as "@class", o.oid as "@object", n.nspname as "@schema",
        o.oprname || '(' || coalesce(nullif(o.oprleft, 0)::regtype::text, 'none') || ', '
          || coalesce(nullif(o.oprright, 0)::regtype::text, 'none') || ')' as "@name",
        pg_get_userbyid(o.oprowner) as "owner",
        nullif(o.oprcode, 0)::regprocedure::text as "function",
        nullif(o.oprresult, 0)::regtype::text as "returns",
        nullif(o.oprcom, 0)::regoperator::text as "commutator",
        nullif(o.oprnegate, 0)::regoperator::text as "negator",
        nullif(o.oprrest, 0)::regprocedure::text as "restrict",
        nullif(o.oprjoin, 0)::regprocedure::text as "join",
        case when o.oprcanmerge then 'yes' end as "merges",
        case when o.oprcanhash then 'yes' end as "hashes"
      from pg_operator o join pg_namespace n on n.oid = o.oprnamespace where :seen
      """;

  private static final String OPERATOR_CLASSES =
      """
      select o.tableoid as "@class", o.oid as "@object", n.nspname as "@schema",
        o.opcname || ' using ' || m.amname as "@name",
        pg_get_userbyid(o.opcowner) as "owner",
        o.opcintype::regtype::text as "type", nullif(o.opckeytype, 0)::regtype::text as "storage",
        case when o.opcdefault then 'yes' end as "usual",
        quote_ident(s.nspname) || '.' || quote_ident(f.opfname) as "family"
      from pg_opclass o
      join pg_namespace n on n.oid = o.opcnamespace
      join pg_am m on m.oid = o.opcmethod
      join pg_opfamily f on f.oid = o.opcfamily
      join pg_namespace s on s.oid = f.opfnamespace
      where :seen
      """;

  /// The members of a family, those of its classes among them, are its properties.
  private static final String OPERATOR_FAMILIES =
      """
      select f.tableoid as "@class", f.oid as "@object", n.nspname as "@schema",
        f.opfname || ' using ' || m.amname as "@name",
        pg_get_userbyid(f.opfowner) as "owner",
        (select json_object_agg(member.name, member.what order by member.name)::text from (
          select 'operator ' || a.amopstrategy || ' (' || a.amoplefttype::regtype || ', '
              || a.amoprighttype::regtype || ')' as name,
            a.amopopr::regoperator::text || coalesce(' order by '
              || (select quote_ident(s.nspname) || '.' || quote_ident(o.opfname)
                from pg_opfamily o join pg_namespace s on s.oid = o.opfnamespace
                where o.oid = a.amopsortfamily), '') as what
          from pg_amop a where a.amopfamily = f.oid
          union all
          select 'function ' || p.amprocnum || ' (' || p.amproclefttype::regtype || ', '
            || p.amprocrighttype::regtype || ')', p.amproc::regprocedure::text
          from pg_amproc p where p.amprocfamily = f.oid) member) as "@pairs"
      from pg_opfamily f
      join pg_namespace n on n.oid = f.opfnamespace
      join pg_am m on m.oid = f.opfmethod
      where :seen
      """;

  private static final String LANGUAGES =
      """
      select l.tableoid as "@class", l.oid as "@object", l.lanname as "@name",
        pg_get_userbyid(l.lanowner) as "owner",
      """
          + Grants.of('l', "l.lanacl", "l.lanowner")
          + """
               as "@grants",
            case when l.lanpltrusted then 'yes' end as "trusted",
            nullif(l.lanplcallfoid, 0)::regprocedure::text as "handler",
            nullif(l.laninline, 0)::regprocedure::text as "inline",
            nullif(l.lanvalidator, 0)::regprocedure::text as "validator"
          from pg_language l where l.oid >= 16384
          """;

  private static final String ACCESS_METHODS =
      """
      select m.tableoid as "@class", m.oid as "@object", m.amname as "@name",
        m.amhandler::regprocedure::text as "handler",
        case m.amtype when 't' then 'table' else 'index' end as "type"
      from pg_am m where m.oid >= 16384
      """;

  private static final String EVENT_TRIGGERS =
      """
      select e.tableoid as "@class", e.oid as "@object", e.evtname as "@name",
        pg_get_userbyid(e.evtowner) as "owner", e.evtevent as "event",
        e.evtfoid::regprocedure::text as "function",
        (select string_agg(t, ', ' order by t collate "C") from unnest(e.evttags) t) as "tags",
        case e.evtenabled when 'D' then 'disabled' when 'R' then 'on replicas'
          when 'A' then 'always' end as "enabled"
      from pg_event_trigger e
      join pg_proc p on p.oid = e.evtfoid
      join pg_namespace n on n.oid = p.pronamespace
      where :seen and not starts_with(e.evtname, '00_towpath_frozen')
      """;
}
