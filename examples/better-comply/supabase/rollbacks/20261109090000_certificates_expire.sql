drop function public.certificate_expiry(date);
alter table public.certificates drop column expires_on;
