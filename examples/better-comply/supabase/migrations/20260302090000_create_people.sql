-- People, and the courses that they must have passed.
create table public.people (
  id uuid primary key references auth.users (id) on delete restrict,
  email text not null unique,
  full_name text not null,
  quality_lead boolean not null default false
);

create table public.courses (
  id bigint generated always as identity primary key,
  title text not null,
  pass_percent int not null default 80 check (pass_percent between 1 and 100)
);

create table public.assignments (
  id bigint generated always as identity primary key,
  person_id uuid not null references public.people (id) on delete restrict,
  course_id bigint not null references public.courses (id) on delete restrict,
  due_on date not null,
  unique (person_id, course_id)
);

create index assignments_by_course on public.assignments (course_id);

alter table public.people enable row level security;
alter table public.courses enable row level security;
alter table public.assignments enable row level security;

create policy people_see_themselves on public.people
  for select to authenticated using (id = (select auth.uid()));
create policy everyone_sees_courses on public.courses
  for select to authenticated using (title <> '');
create policy people_see_their_assignments on public.assignments
  for select to authenticated using (person_id = (select auth.uid()));

grant select on public.people, public.courses, public.assignments to authenticated;
