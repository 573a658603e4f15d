-- Nothing reads the old column any more: the new table has been what is shown for seven days.
create or replace view public.tenant_overview with (security_invoker = true) as
select t.id, t.slug, t.display_name, p.email || ';' || p.phone as contact
from public.tenants t left join public.tenant_profiles p on p.tenant_id = t.id;

-- towpath:allow drop-function: without the column there is no way back to it
drop function public.sp_restore_legacy_tenant_views();
-- towpath:allow drop-function: it has read every contact
drop function public.run_tenant_backfill(int);
-- towpath:allow drop-column: its values are in tenant_profiles, and no view reads it
alter table public.tenants drop column legacy_contact;
