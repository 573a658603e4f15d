drop table public.orders;
drop table public.tenants cascade;
drop table public.tenant_staff;
