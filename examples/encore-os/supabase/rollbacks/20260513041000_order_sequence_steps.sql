alter table public.sequence_steps drop column position;
