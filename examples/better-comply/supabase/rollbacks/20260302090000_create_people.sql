drop table public.assignments;
drop table public.courses;
drop table public.people;
