drop table public.members;
drop table public.customers;
