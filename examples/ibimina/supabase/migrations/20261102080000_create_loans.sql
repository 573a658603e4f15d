-- A group lends to its members. Each sees what they borrowed, and nobody else's.
create table app.loans (
  id bigint generated always as identity primary key,
  group_id bigint not null references app.groups (id),
  user_id uuid not null references auth.users (id),
  francs bigint not null check (francs > 0),
  due_on date not null
);
create index loans_by_group on app.loans (group_id);
create index loans_by_user on app.loans (user_id);

alter table app.loans enable row level security;
create policy borrowers_see_their_own on app.loans
  for select to authenticated
  using (user_id = (select auth.uid()));
grant select on app.loans to authenticated;

-- The application counts on a group by each of these names.
do $$
begin
  assert (select count(*) from app.groups) = (select count(distinct lower(name)) from app.groups),
    'two groups differ by capitals alone';
end
$$;
