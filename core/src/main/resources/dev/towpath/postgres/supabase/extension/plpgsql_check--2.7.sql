-- The checks of PL/pgSQL functions: they can be named in functions and views, and a call says that
-- nothing was checked.
do $outer$
declare
  target text;
  kind text;
begin
  foreach target in array array['funcoid regprocedure', 'name text'] loop
    foreach kind in array array['plpgsql_check_function', 'plpgsql_check_function_tb'] loop
      execute format($$
        create function @extschema@.%I(
          %s, relid regclass default 0, %s fatal_errors boolean default true,
          other_warnings boolean default true, performance_warnings boolean default false,
          extra_warnings boolean default true, security_warnings boolean default false,
          compatibility_warnings boolean default false, oldtable name default null,
          newtable name default null, anyelememttype regtype default 'int',
          anyenumtype regtype default '-', anyrangetype regtype default 'int4range',
          anycompatibletype regtype default 'int',
          anycompatiblerangetype regtype default 'int4range',
          without_warnings boolean default false, all_warnings boolean default false,
          use_incomment_options boolean default true,
          incomment_options_usage_warning boolean default false,
          constant_tracing boolean default true)
        returns %s language plpgsql as $f$
        begin
          raise exception 'extension plpgsql_check is a stand-in here: %% was not checked', $1
            using errcode = 'feature_not_supported';
        end
        $f$
      $$, kind, target,
        case kind when 'plpgsql_check_function' then 'format text default ''text'',' else '' end,
        case kind when 'plpgsql_check_function' then 'setof text' else
          'table (functionid regproc, lineno integer, statement text, sqlstate text, message text,'
          ' detail text, hint text, level text, "position" integer, query text, context text)'
        end);
    end loop;
  end loop;
end
$outer$;
