-- Made-up tenants: one for trials, some pilots, and many others.
insert into public.tenants (slug, display_name, legacy_contact)
select case when n = 1 then 'demo_icupa' when n <= 4 then 'pilot_' || n else 'place_' || n end,
  'Place ' || n,
  'place' || n || '@icupa.example;+250 700 ' || lpad(n::text, 6, '0')
from generate_series(1, 1200) n;

insert into public.orders (tenant_id, total_cents, ordered_at)
select id, 500 + id % 40 * 100, timestamptz '2026-09-20 18:00+00' from public.tenants;
