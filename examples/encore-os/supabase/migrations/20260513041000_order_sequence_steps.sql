-- Steps have a place. Old rows get it by a batch of its own, and new ones by the application.
alter table public.sequence_steps add column position int;
