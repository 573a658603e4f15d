-- The schema, its versions, and the ledger.
create schema if not exists towpath_control;

create table towpath_control.version (
  number int primary key,
  name text not null,
  made timestamptz not null default now()
);

-- record: canonical JSON, hashed byte by byte. hashes: its leaf, then each node of the tree that
-- this leaf completes, from below; 32 bytes each.
create table towpath_control.ledger (
  sequence bigint primary key check (sequence >= 0),
  record text not null,
  hashes bytea not null check (octet_length(hashes) % 32 = 0)
);

create unique index ledger_id on towpath_control.ledger ((record::json ->> 'id'));
create index ledger_subject on towpath_control.ledger ((record::json ->> 'subject'), sequence);

create table towpath_control.checkpoint (
  size bigint not null check (size > 0),
  key text not null,
  note text not null,
  made timestamptz not null default now(),
  primary key (size, key)
);

create function towpath_control.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'Records of the ledger are never changed or deleted (%).', tg_op
    using errcode = 'insufficient_privilege';
end
$$;

create trigger append_only before update or delete or truncate on towpath_control.ledger
  for each statement execute function towpath_control.refuse_change();

create trigger append_only before update or delete or truncate on towpath_control.checkpoint
  for each statement execute function towpath_control.refuse_change();
