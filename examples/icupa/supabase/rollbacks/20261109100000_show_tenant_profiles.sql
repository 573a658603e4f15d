create or replace view public.tenant_overview with (security_invoker = true) as
select t.id, t.slug, t.display_name, t.legacy_contact as contact
from public.tenants t;
