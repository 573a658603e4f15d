-- A sequence is a row of steps that an enrolled client is led through.
create table public.sequences (
  id bigint generated always as identity primary key,
  organisation_id bigint not null references public.organisations (id) on delete cascade,
  name text not null,
  unique (organisation_id, name)
);

create table public.sequence_steps (
  id bigint generated always as identity primary key,
  sequence_id bigint not null references public.sequences (id) on delete cascade,
  name text not null
);

create index sequence_steps_by_sequence on public.sequence_steps (sequence_id);

create table public.enrolments (
  id bigint generated always as identity primary key,
  sequence_id bigint not null references public.sequences (id) on delete cascade,
  client text not null,
  state text not null default 'active' check (state in ('active', 'done', 'left'))
);

create index enrolments_by_sequence on public.enrolments (sequence_id);

alter table public.sequences enable row level security;
alter table public.sequence_steps enable row level security;
alter table public.enrolments enable row level security;

create policy staff_see_sequences on public.sequences
  for select to authenticated
  using (
    organisation_id in (
      select s.organisation_id from public.staff s where s.user_id = (select auth.uid())
    )
  );
create policy staff_see_steps on public.sequence_steps
  for select to authenticated
  using (
    sequence_id in (
      select q.id from public.sequences q
      join public.staff s on s.organisation_id = q.organisation_id
      where s.user_id = (select auth.uid())
    )
  );
create policy staff_see_enrolments on public.enrolments
  for select to authenticated
  using (
    sequence_id in (
      select q.id from public.sequences q
      join public.staff s on s.organisation_id = q.organisation_id
      where s.user_id = (select auth.uid())
    )
  );

grant select on public.sequences, public.sequence_steps, public.enrolments to authenticated;
