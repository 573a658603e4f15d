-- Which releases there are, and who drives each; what happened to them stands in the ledger.
create table towpath_control.release (
  id text primary key,
  project text not null,
  environment text not null,
  planned timestamptz not null default now(),
  epoch bigint not null default 0,
  driver text,
  expires timestamptz
);

create index release_project on towpath_control.release (project, planned);
