-- One row for each time that somebody answers the questions of a course.
create table public.quiz_attempts (
  id bigint generated always as identity primary key,
  assignment_id bigint not null references public.assignments (id) on delete restrict,
  percent int not null check (percent between 0 and 100),
  answered_at timestamptz not null default now()
);

create index quiz_attempts_by_assignment on public.quiz_attempts (assignment_id, answered_at);

alter table public.quiz_attempts enable row level security;

create policy people_see_their_attempts on public.quiz_attempts
  for select to authenticated
  using (
    exists (
      select 1
      from public.assignments a
      where a.id = quiz_attempts.assignment_id and a.person_id = (select auth.uid())
    )
  );

grant select on public.quiz_attempts to authenticated;
