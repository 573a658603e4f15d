-- Schema supabase_functions: web hooks, which are triggers that ask pg_net to send a row.
create schema if not exists supabase_functions authorization supabase_admin;
grant usage on schema supabase_functions to postgres, anon, authenticated, service_role;

create table if not exists supabase_functions.migrations (
  version text not null primary key,
  inserted_at timestamptz not null default now()
);
create table if not exists supabase_functions.hooks (
  id bigserial primary key,
  hook_table_id integer not null,
  hook_name text not null,
  created_at timestamptz not null default now(),
  request_id bigint
);

-- Arguments: address, method, headers, parameters, limit in milliseconds. The request is written
-- down and, as nobody may be called from a scratch server, never sent.
create or replace function supabase_functions.http_request() returns trigger
language plpgsql security definer set search_path = supabase_functions as $$
declare
  request bigint;
begin
  if coalesce(tg_argv[0], 'null') = 'null' then
    raise exception 'url argument is missing';
  end if;
  if coalesce(upper(tg_argv[1]), '') not in ('GET', 'POST') then
    raise exception 'method argument % is invalid', coalesce(tg_argv[1], 'null');
  end if;
  if to_regclass('net.http_request_queue') is not null then
    execute 'insert into net.http_request_queue (method, url, headers, body, timeout_milliseconds)'
      ' values ($1::net.http_method, $2, $3, convert_to($4, ''utf8''), $5) returning id'
      into request using upper(tg_argv[1]), tg_argv[0], coalesce(tg_argv[2], '{}')::jsonb,
        jsonb_build_object('type', tg_op, 'table', tg_table_name, 'schema', tg_table_schema,
          'record', case when tg_op = 'DELETE' then null else to_jsonb(new) end,
          'old_record', case when tg_op = 'INSERT' then null else to_jsonb(old) end)::text,
        coalesce(tg_argv[4], '1000')::integer;
  end if;
  insert into supabase_functions.hooks (hook_table_id, hook_name, request_id)
  values (tg_relid, tg_name, request);
  return case when tg_op = 'DELETE' then old else new end;
end
$$;
alter function supabase_functions.http_request() owner to supabase_functions_admin;
grant all on all tables in schema supabase_functions
  to supabase_functions_admin, postgres, anon, authenticated, service_role;
grant all on all sequences in schema supabase_functions
  to supabase_functions_admin, postgres, anon, authenticated, service_role;
grant usage on schema supabase_functions to supabase_functions_admin;
