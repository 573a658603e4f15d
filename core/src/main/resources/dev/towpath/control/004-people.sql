-- The keys of people, each encrypted under its owner's password. Whose key it is, what they may do
-- and whether they are still here stands in the ledger. All texts but the id are hexadecimal.
create table towpath_control.person_key (
  key text primary key,
  person text not null,
  memory_kib int not null,
  passes int not null,
  lanes int not null,
  salt text not null,
  sealed text not null,
  made timestamptz not null default now()
);
