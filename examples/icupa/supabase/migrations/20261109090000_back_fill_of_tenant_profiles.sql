-- Fills the profiles of the next tenants, and answers how many it looked at: 0 when it is done. A
-- contact that is none is an anomaly; at more than 0.5 percent of all so far it refuses to go on.
create function public.run_tenant_backfill(batch_size int) returns bigint language plpgsql
set search_path = '' as $$
declare
  last_tenant bigint := coalesce(
    (select max(up_to_tenant) from public.tenant_migration_audit), 0);
  seen int;
  filled int;
  up_to bigint;
  all_seen bigint;
  all_anomalies bigint;
begin
  select count(*), max(n.id) into seen, up_to
  from (
    select t.id from public.tenants t where t.id > last_tenant order by t.id limit batch_size
  ) n;
  if seen = 0 then
    return 0;
  end if;
  insert into public.tenant_profiles (tenant_id, email, phone)
  select t.id, split_part(t.legacy_contact, ';', 1), split_part(t.legacy_contact, ';', 2)
  from public.tenants t
  where t.id > last_tenant and t.id <= up_to and t.legacy_contact like '%_@_%'
  on conflict (tenant_id) do nothing;
  get diagnostics filled = row_count;
  insert into public.tenant_migration_audit (up_to_tenant, filled, anomalies)
  values (up_to, filled, seen - filled);
  select sum(a.filled + a.anomalies), sum(a.anomalies) into all_seen, all_anomalies
  from public.tenant_migration_audit a;
  if all_anomalies * 200 > all_seen then
    raise exception '% of % tenants have no contact that can be read: more than 0.5 percent',
      all_anomalies, all_seen;
  end if;
  return seen;
end
$$;

-- The way back: the pages read the old column again. Harmless when it is repeated.
create function public.sp_restore_legacy_tenant_views() returns void language plpgsql
set search_path = '' as $$
begin
  create or replace view public.tenant_overview with (security_invoker = true) as
  select t.id, t.slug, t.display_name, t.legacy_contact as contact
  from public.tenants t;
end
$$;

revoke execute on function public.run_tenant_backfill(int),
  public.sp_restore_legacy_tenant_views() from public, anon, authenticated;
