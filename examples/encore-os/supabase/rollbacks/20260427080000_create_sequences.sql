drop table public.enrolments;
drop table public.sequence_steps;
drop table public.sequences;
