drop table public.staff cascade;
drop table public.organisations;
