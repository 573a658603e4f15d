-- What Alertmanagers told, each alert as it was told last.
create table towpath_control.alert (
  fingerprint text primary key,
  labels jsonb not null,
  firing boolean not null,
  starts timestamptz not null,
  heard timestamptz not null default now()
);
