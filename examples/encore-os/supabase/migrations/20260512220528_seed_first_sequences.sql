-- Made-up rows, so that there is something to promote and to copy.
insert into public.organisations (name) values ('Harbour Care'), ('North Quay Clinic');

insert into public.sequences (organisation_id, name)
select id, 'Welcome' from public.organisations;

insert into public.sequence_steps (sequence_id, name)
select q.id, step from public.sequences q cross join (values ('Call'), ('Visit'), ('Report')) s (step);

insert into public.enrolments (sequence_id, client)
select q.id, 'client ' || n from public.sequences q cross join generate_series(1, 20) n;

insert into public.activity (at, enrolment_id, kind)
select timestamptz '2026-03-01 08:00+00' + n * interval '1 hour', 1 + n % 40, 'visit'
from generate_series(0, 1999) n;
