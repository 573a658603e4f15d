-- Savings groups and their people. What the application reads of its own switches stands in flags.
create schema app;
grant usage on schema app to authenticated;

create table app.flags (
  name text primary key,
  enabled boolean not null default false
);
alter table app.flags enable row level security;
create policy flags_are_read_by_all on app.flags for select to authenticated using (true);
grant select on app.flags to authenticated;

create table app.groups (
  id bigint generated always as identity primary key,
  name text not null unique
);

create table app.members (
  group_id bigint not null references app.groups (id),
  user_id uuid not null references auth.users (id) on delete cascade,
  primary key (group_id, user_id)
);
create index members_by_user on app.members (user_id);

alter table app.groups enable row level security;
alter table app.members enable row level security;

create policy members_see_themselves on app.members
  for select to authenticated
  using (user_id = (select auth.uid()));

create policy members_see_their_groups on app.groups
  for select to authenticated
  using (
    exists (
      select 1
      from app.members m
      where m.group_id = groups.id and m.user_id = (select auth.uid())
    )
  );
grant select on app.groups, app.members to authenticated;
