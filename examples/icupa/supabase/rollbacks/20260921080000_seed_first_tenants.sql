truncate public.orders, public.tenants restart identity cascade;
