-- The tenancy pages read the new table, and the old column where a tenant has no profile yet.
create or replace view public.tenant_overview with (security_invoker = true) as
select t.id, t.slug, t.display_name, coalesce(p.email || ';' || p.phone, t.legacy_contact) as contact
from public.tenants t left join public.tenant_profiles p on p.tenant_id = t.id;
