create table app.savings (
  id bigint generated always as identity primary key,
  group_id bigint not null references app.groups (id),
  user_id uuid not null references auth.users (id),
  francs bigint not null check (francs > 0),
  saved_on date not null default current_date
);
create index savings_by_group on app.savings (group_id);
create index savings_by_user on app.savings (user_id);

alter table app.savings enable row level security;
create policy savers_see_their_own on app.savings
  for select to authenticated
  using (user_id = (select auth.uid()));
grant select on app.savings to authenticated;
