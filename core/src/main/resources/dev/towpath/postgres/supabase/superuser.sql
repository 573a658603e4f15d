-- The hosted product lets postgres, which is no superuser, create event triggers and foreign data
-- wrappers, and makes it their owner. Here a statement that creates one is handed to this function,
-- which does the same. Kind: 'event trigger' or 'foreign data wrapper'.
create or replace function extensions.towpath_create(kind text, command text) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  made name;
begin
  if session_user <> 'postgres' then
    raise exception 'permission denied to create %', kind using errcode = '42501';
  end if;
  execute command;
  if kind = 'event trigger' then
    select evtname into strict made from pg_event_trigger order by oid desc limit 1;
  else
    select fdwname into strict made from pg_foreign_data_wrapper order by oid desc limit 1;
  end if;
  alter role postgres superuser;
  execute format('alter %s %I owner to postgres', kind, made);
  alter role postgres nosuperuser;
end
$$;
revoke execute on function extensions.towpath_create(text, text) from public;
grant execute on function extensions.towpath_create(text, text) to postgres;

-- As there, event triggers don't fire for the superuser, who prepares the platform again at each
-- start.
do $$
begin
  if current_setting('server_version_num')::integer >= 170000 then
    alter role supabase_admin set event_triggers = off;
  end if;
end
$$;
