-- Organisations, and who works for them.
create table public.organisations (
  id bigint generated always as identity primary key,
  name text not null unique
);

create table public.staff (
  organisation_id bigint not null references public.organisations (id) on delete cascade,
  user_id uuid not null references auth.users (id) on delete cascade,
  role text not null check (role in ('admin', 'worker')),
  primary key (organisation_id, user_id)
);

create index staff_by_user on public.staff (user_id);

alter table public.organisations enable row level security;
alter table public.staff enable row level security;

create policy staff_see_themselves on public.staff
  for select to authenticated using (user_id = (select auth.uid()));
create policy staff_see_their_organisation on public.organisations
  for select to authenticated
  using (
    exists (
      select 1 from public.staff s
      where s.organisation_id = organisations.id and s.user_id = (select auth.uid())
    )
  );

grant select on public.organisations, public.staff to authenticated;
