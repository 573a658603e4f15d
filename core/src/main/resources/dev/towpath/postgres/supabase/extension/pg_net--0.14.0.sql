-- Requests are queued as the real one queues them, and never leave a scratch server.
create schema if not exists net;
create domain net.http_method as text
  check (value is null or lower(value) in ('get', 'post', 'delete'));
create unlogged table net.http_request_queue (
  id bigserial,
  method net.http_method not null,
  url text not null,
  headers jsonb,
  body bytea,
  timeout_milliseconds integer not null
);
create unlogged table net._http_response (
  id bigint,
  status_code integer,
  content_type text,
  headers jsonb,
  content text,
  timed_out boolean,
  error_msg text,
  created timestamptz not null default now()
);
create index on net._http_response (created);
create type net.request_status as enum ('PENDING', 'SUCCESS', 'ERROR');
create type net.http_response as (status_code integer, headers jsonb, body text);
create type net.http_response_result as (
  status net.request_status, message text, response net.http_response);

create function net._with(url text, params jsonb) returns text language sql immutable as $$
  select url || coalesce((
    select case when url like '%?%' then '&' else '?' end
      || string_agg(net._urlencode(p.key) || '=' || net._urlencode(p.value), '&')
    from jsonb_each_text(params) p), '')
$$;
create function net._urlencode(text) returns text language sql immutable strict as $$
  select coalesce(string_agg(
    case when c ~ '[A-Za-z0-9_.~-]' then c
      else regexp_replace(upper(encode(convert_to(c, 'utf8'), 'hex')), '(..)', '%\1', 'g') end,
    ''), '')
  from regexp_split_to_table($1, '') c
$$;
create function net.http_get(
  url text, params jsonb default '{}', headers jsonb default '{}',
  timeout_milliseconds integer default 5000) returns bigint
language sql volatile security definer as $$
  insert into net.http_request_queue (method, url, headers, timeout_milliseconds)
  values ('GET', net._with(url, params), headers, timeout_milliseconds) returning id
$$;
create function net.http_post(
  url text, body jsonb default '{}', params jsonb default '{}',
  headers jsonb default '{"Content-Type": "application/json"}',
  timeout_milliseconds integer default 5000) returns bigint
language sql volatile security definer as $$
  insert into net.http_request_queue (method, url, headers, body, timeout_milliseconds)
  values ('POST', net._with(url, params), headers, convert_to(body::text, 'utf8'),
    timeout_milliseconds) returning id
$$;
create function net.http_delete(
  url text, params jsonb default '{}', headers jsonb default '{}',
  timeout_milliseconds integer default 5000, body jsonb default null) returns bigint
language sql volatile security definer as $$
  insert into net.http_request_queue (method, url, headers, body, timeout_milliseconds)
  values ('DELETE', net._with(url, params), headers, convert_to(body::text, 'utf8'),
    timeout_milliseconds) returning id
$$;
create function net.http_collect_response(request_id bigint, async boolean default true)
returns net.http_response_result language sql stable security definer as $$
  select case when exists (select from net.http_request_queue q where q.id = request_id)
    then row('PENDING', 'request is pending processing', null)::net.http_response_result
    else row('ERROR', 'request matching request_id not found', null)::net.http_response_result end
$$;
create function net.worker_restart() returns boolean language sql as $$ select true $$;
grant usage on schema net to supabase_functions_admin, postgres, anon, authenticated, service_role;
grant all on all tables in schema net to postgres, anon, authenticated, service_role;
grant all on all sequences in schema net to postgres, anon, authenticated, service_role;
