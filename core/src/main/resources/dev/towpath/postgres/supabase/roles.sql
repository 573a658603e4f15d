-- The roles of a hosted project. As there, postgres is the migrating role and no superuser;
-- supabase_admin is the superuser that owns the cluster.
do $$
declare
  wanted record;
begin
  for wanted in
    select * from (values
      ('supabase_admin', 'superuser login createrole createdb replication bypassrls'),
      ('postgres', 'login createrole createdb replication bypassrls'),
      ('anon', 'nologin noinherit'),
      ('authenticated', 'nologin noinherit'),
      ('service_role', 'nologin noinherit bypassrls'),
      ('authenticator', 'login noinherit'),
      ('supabase_auth_admin', 'login noinherit createrole'),
      ('supabase_storage_admin', 'login noinherit createrole'),
      ('supabase_realtime_admin', 'nologin noinherit'),
      ('supabase_functions_admin', 'login noinherit createrole'),
      ('supabase_replication_admin', 'login replication'),
      ('supabase_read_only_user', 'login bypassrls'),
      ('supabase_etl_admin', 'login replication'),
      ('dashboard_user', 'nologin createrole createdb replication'),
      ('pgbouncer', 'login'),
      ('pgsodium_keyiduser', 'nologin'),
      ('pgsodium_keyholder', 'nologin'),
      ('pgsodium_keymaker', 'nologin')
    ) as role (name, attributes)
  loop
    if not exists (select from pg_roles where rolname = wanted.name) then
      execute format('create role %I %s', wanted.name, wanted.attributes);
    end if;
  end loop;
end
$$;

grant anon, authenticated, service_role to authenticator;
grant anon, authenticated, service_role, authenticator to postgres with admin option;
grant supabase_storage_admin to authenticator;
grant authenticator to supabase_storage_admin;
