-- A certificate holds for two years; the old ones as well.
alter table public.certificates add column expires_on date;

create function public.certificate_expiry(issued date) returns date language sql immutable
set search_path = '' as $$ select (issued + interval '2 years')::date $$;
