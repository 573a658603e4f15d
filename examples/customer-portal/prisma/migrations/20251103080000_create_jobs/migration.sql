-- The queue between the portal and its partners.
create table jobs (
  id bigint generated always as identity primary key,
  kind text not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'failed')),
  queued_at timestamptz not null default now()
);
