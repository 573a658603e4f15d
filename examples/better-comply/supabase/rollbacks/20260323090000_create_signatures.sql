drop table public.certificates;
drop table public.signatures;
drop function public.audit_row();
