-- What happened to a client, by the minute: the table that grows.
create table public.activity (
  id bigint generated always as identity,
  at timestamptz not null default now(),
  enrolment_id bigint not null,
  kind text not null,
  primary key (id, at)
);

create index activity_by_enrolment on public.activity (enrolment_id, at);

alter table public.activity enable row level security;

create policy staff_see_activity on public.activity
  for select to authenticated
  using (
    enrolment_id in (
      select e.id from public.enrolments e
      join public.sequences q on q.id = e.sequence_id
      join public.staff s on s.organisation_id = q.organisation_id
      where s.user_id = (select auth.uid())
    )
  );

grant select on public.activity to authenticated;
