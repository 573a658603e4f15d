-- Schema public with the grants and default privileges of a hosted project, and schema extensions.
create schema if not exists extensions;
grant usage on schema extensions to public;
grant all on schema extensions to postgres, dashboard_user;
alter default privileges for role supabase_admin in schema extensions
  grant all on tables to postgres with grant option;
alter default privileges for role supabase_admin in schema extensions
  grant all on functions to postgres with grant option;
alter default privileges for role supabase_admin in schema extensions
  grant all on sequences to postgres with grant option;

grant usage on schema public to anon, authenticated, service_role;
grant all on schema public to postgres;
grant all on all tables in schema public to postgres, anon, authenticated, service_role;
grant all on all functions in schema public to postgres, anon, authenticated, service_role;
grant all on all sequences in schema public to postgres, anon, authenticated, service_role;

do $$
declare
  owner text;
  kind text;
begin
  foreach owner in array array['postgres', 'supabase_admin'] loop
    foreach kind in array array['tables', 'functions', 'sequences'] loop
      execute format(
        'alter default privileges for role %I in schema public grant all on %s'
        ' to postgres, anon, authenticated, service_role', owner, kind);
    end loop;
  end loop;
  execute format('grant all on database %I to postgres, dashboard_user', current_database());
  if current_database() <> 'template1' then
    execute format('alter database %I owner to postgres', current_database());
  end if;
  execute format('alter database %I set search_path = "$user", public, extensions',
    current_database());
end
$$;

create extension if not exists "uuid-ossp" with schema extensions;
create extension if not exists pgcrypto with schema extensions;
create extension if not exists pg_stat_statements with schema extensions;
