-- Made-up people: somebody must be there for the journey through production.
insert into auth.users (id, email) values
  ('00000000-0000-4000-8000-000000000001', 'mara@better-comply.example'),
  ('00000000-0000-4000-8000-000000000002', 'olek@better-comply.example');

insert into public.people (id, email, full_name, quality_lead) values
  ('00000000-0000-4000-8000-000000000001', 'mara@better-comply.example', 'Mara Lind', false),
  ('00000000-0000-4000-8000-000000000002', 'olek@better-comply.example', 'Olek Brandt', true);

insert into public.courses (title) values ('Clean rooms'), ('Cold chain');

insert into public.assignments (person_id, course_id, due_on)
select p.id, c.id, date '2026-12-01' from public.people p cross join public.courses c;

insert into public.quiz_attempts (assignment_id, percent)
select id, 90 from public.assignments;

insert into public.signatures (attempt_id, person_id, meaning)
select t.id, a.person_id, 'authorship'
from public.quiz_attempts t join public.assignments a on a.id = t.assignment_id;

insert into public.certificates (signature_id, number)
select id, 'BC-' || lpad(id::text, 6, '0') from public.signatures;
