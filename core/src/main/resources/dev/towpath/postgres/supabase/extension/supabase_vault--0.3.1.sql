-- Secrets, encrypted at rest with a key of this cluster; the view shows them in plain.
create table @extschema@.secrets (
  id uuid not null default gen_random_uuid() primary key,
  name text,
  description text not null default '',
  secret text not null,
  key_id uuid,
  nonce bytea default extensions.gen_random_bytes(16),
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null default current_timestamp
);
create unique index secrets_name_idx on @extschema@.secrets (name) where name is not null;
comment on table @extschema@.secrets is 'Table with encrypted `secret` column for storing sensitive information on disk.';

create function @extschema@._cluster_key() returns text language sql stable as $$
  select system_identifier::text from pg_control_system()
$$;
create function @extschema@._encrypt(secret text) returns text
language sql volatile set search_path = '' as $$
  select encode(extensions.pgp_sym_encrypt(secret, @extschema@._cluster_key()), 'base64')
$$;
create function @extschema@._decrypt(secret text) returns text
language sql stable set search_path = '' as $$
  select extensions.pgp_sym_decrypt(decode(secret, 'base64'), @extschema@._cluster_key())
$$;
create view @extschema@.decrypted_secrets as
  select s.id, s.name, s.description, s.secret, @extschema@._decrypt(s.secret) as decrypted_secret,
    s.key_id, s.nonce, s.created_at, s.updated_at
  from @extschema@.secrets s;

create function @extschema@.create_secret(
  new_secret text, new_name text default null, new_description text default '',
  new_key_id uuid default null) returns uuid
language sql security definer set search_path = '' as $$
  insert into @extschema@.secrets (secret, name, description)
  values (@extschema@._encrypt(new_secret), new_name, new_description)
  returning id
$$;
create function @extschema@.update_secret(
  secret_id uuid, new_secret text default null, new_name text default null,
  new_description text default null, new_key_id uuid default null) returns void
language sql security definer set search_path = '' as $$
  update @extschema@.secrets
  set secret = case when new_secret is null then secret else @extschema@._encrypt(new_secret) end,
    name = coalesce(new_name, name),
    description = coalesce(new_description, description),
    updated_at = current_timestamp
  where id = secret_id
$$;
revoke all on all functions in schema @extschema@ from public;
grant usage on schema @extschema@ to postgres, service_role;
grant select, delete, references on @extschema@.secrets, @extschema@.decrypted_secrets to postgres with grant option;
grant select, delete on @extschema@.secrets, @extschema@.decrypted_secrets to service_role;
grant execute on all functions in schema @extschema@ to postgres with grant option;
grant execute on all functions in schema @extschema@ to service_role;
