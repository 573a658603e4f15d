-- Extensions that are installed from the database: they are written down and listed here, and none
-- can be created, because the server reads extensions from its files alone.
do $$
begin
  if not exists (select from pg_roles where rolname = 'pgtle_admin') then
    create role pgtle_admin nologin;
  end if;
end
$$;
create schema pgtle;
create type pgtle.password_types as enum (
  'PASSWORD_TYPE_PLAINTEXT', 'PASSWORD_TYPE_MD5', 'PASSWORD_TYPE_SCRAM_SHA_256');
create type pgtle.pg_tle_features as enum ('passcheck', 'clientauth');
create table pgtle.feature_info (
  feature pgtle.pg_tle_features,
  schema_name text not null,
  proname text not null,
  obj_identity text not null,
  primary key (feature, schema_name, proname)
);
create table pgtle._extension (
  name text not null,
  version text not null,
  description text,
  script text not null,
  requires text[],
  is_default boolean not null default true,
  primary key (name, version)
);
create table pgtle._update_path (
  name text not null,
  fromvers text not null,
  tovers text not null,
  script text not null,
  primary key (name, fromvers, tovers)
);
create function pgtle.install_extension(
  name text, version text, description text, ext text, requires text[] default null)
returns boolean language sql as $$
  insert into pgtle._extension (name, version, description, script, requires)
  values (name, version, description, ext, requires)
  returning true
$$;
create function pgtle.install_update_path(name text, fromvers text, tovers text, ext text)
returns boolean language sql as $$
  insert into pgtle._update_path values (name, fromvers, tovers, ext) returning true
$$;
create function pgtle.set_default_version(name text, version text) returns boolean
language sql as $$
  update pgtle._extension e set is_default = e.version = $2 where e.name = $1;
  select true
$$;
create function pgtle.uninstall_extension(extname text) returns boolean language sql as $$
  delete from pgtle._update_path where name = extname;
  with gone as (delete from pgtle._extension where name = extname returning 1)
  select exists (select from gone)
$$;
create function pgtle.uninstall_extension(extname text, version text) returns boolean
language sql as $$
  with gone as (
    delete from pgtle._extension e where e.name = extname and e.version = $2 returning 1)
  select exists (select from gone)
$$;
create function pgtle.uninstall_extension_if_exists(extname text) returns boolean
language sql as $$ select pgtle.uninstall_extension(extname) $$;
create function pgtle.available_extensions(
  out name name, out default_version text, out comment text)
returns setof record language sql stable as $$
  select name::name, version, description from pgtle._extension where is_default
$$;
create function pgtle.available_extension_versions(
  out name name, out version text, out superuser boolean, out trusted boolean,
  out relocatable boolean, out schema name, out requires name[], out comment text)
returns setof record language sql stable as $$
  select name::name, version, false, false, false, null::name, requires::name[], description
  from pgtle._extension
$$;
grant usage on schema pgtle to public;
grant select on all tables in schema pgtle to public;
grant all on all tables in schema pgtle to pgtle_admin, postgres;
