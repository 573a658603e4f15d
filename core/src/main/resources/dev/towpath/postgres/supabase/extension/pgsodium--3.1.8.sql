-- Keys and authenticated encryption; the ciphers are pgcrypto's, so that no key leaves this cluster.
create schema if not exists pgsodium;
create schema if not exists pgsodium_masks;
create type pgsodium.key_status as enum ('default', 'valid', 'invalid', 'expired');
create type pgsodium.key_type as enum (
  'aead-ietf', 'aead-det', 'hmacsha512', 'hmacsha256', 'auth', 'shorthash', 'generichash', 'kdf',
  'secretbox', 'secretstream', 'stream_xchacha20');
create sequence pgsodium.key_key_id_seq;
create table pgsodium.key (
  id uuid primary key default gen_random_uuid(),
  status pgsodium.key_status default 'valid',
  created timestamptz not null default current_timestamp,
  expires timestamptz,
  key_type pgsodium.key_type,
  key_id bigint default nextval('pgsodium.key_key_id_seq'),
  key_context bytea default '\x7067736f6469756d' check (length(key_context) = 8),
  name text unique,
  associated_data text default 'associated',
  raw_key bytea,
  raw_key_nonce bytea,
  parent_key uuid references pgsodium.key,
  comment text,
  user_data text
);
create view pgsodium.valid_key as
  select id, name, status, key_type, key_id, key_context, created, expires, associated_data
  from pgsodium.key
  where status in ('valid', 'default') and coalesce(expires > now(), true);
create function pgsodium.create_key(
  key_type pgsodium.key_type default 'aead-det', name text default null,
  raw_key bytea default null, raw_key_nonce bytea default null, parent_key uuid default null,
  key_context bytea default '\x7067736f6469756d', expires timestamptz default null,
  associated_data text default '') returns pgsodium.valid_key
language sql security definer as $$
  with made as (
    insert into pgsodium.key (key_type, name, raw_key, raw_key_nonce, parent_key, key_context,
      expires, associated_data)
    values ($1, $2, $3, $4, $5, $6, $7, $8) returning *)
  select id, name, status, key_type, key_id, key_context, created, expires, associated_data from made
$$;
create function pgsodium._secret(key_uuid uuid) returns text language sql stable as $$
  select key_uuid || system_identifier::text from pg_control_system()
$$;
create function pgsodium.crypto_aead_det_encrypt(
  message bytea, additional bytea, key_uuid uuid, nonce bytea default null) returns bytea
language sql security definer as $$
  select extensions.hmac(additional || message, pgsodium._secret(key_uuid)::bytea, 'sha256')
    || extensions.encrypt(message, extensions.digest(pgsodium._secret(key_uuid), 'sha256'), 'aes')
$$;
create function pgsodium.crypto_aead_det_decrypt(
  ciphertext bytea, additional bytea, key_uuid uuid, nonce bytea default null) returns bytea
language plpgsql security definer as $$
declare
  message bytea := extensions.decrypt(
    substr(ciphertext, 33), extensions.digest(pgsodium._secret(key_uuid), 'sha256'), 'aes');
begin
  if extensions.hmac(additional || message, pgsodium._secret(key_uuid)::bytea, 'sha256')
     <> substr(ciphertext, 1, 32) then
    raise exception 'pgsodium_crypto_aead_det_decrypt_by_id: invalid ciphertext';
  end if;
  return message;
end
$$;
create function pgsodium.crypto_aead_det_noncegen() returns bytea language sql as $$
  select extensions.gen_random_bytes(32)
$$;
create function pgsodium.crypto_aead_det_keygen() returns bytea language sql as $$
  select extensions.gen_random_bytes(64)
$$;
create function pgsodium.randombytes_buf(size integer) returns bytea language sql as $$
  select extensions.gen_random_bytes(size)
$$;
create function pgsodium.randombytes_random() returns integer language sql as $$
  select ('x' || encode(extensions.gen_random_bytes(4), 'hex'))::bit(32)::integer
$$;
grant usage on schema pgsodium to postgres, pgsodium_keyiduser, pgsodium_keyholder, service_role;
grant all on pgsodium.key, pgsodium.valid_key to postgres, pgsodium_keymaker;
grant select on pgsodium.valid_key to pgsodium_keyiduser, pgsodium_keyholder, service_role;
