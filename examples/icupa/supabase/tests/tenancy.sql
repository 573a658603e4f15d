-- The back-fill reads every contact, in batches, and the views go there and back.
do $$
declare
  batches int := 0;
  overview text := (select string_agg(v::text, ',' order by id) from public.tenant_overview v);
begin
  while public.run_tenant_backfill(500) > 0 loop
    batches := batches + 1;
  end loop;
  assert batches = ceil((select count(*) from public.tenants) / 500.0), 'batches';
  assert (select count(*) from public.tenant_profiles) = (select count(*) from public.tenants),
    'a tenant has no profile';
  assert overview = (select string_agg(v::text, ',' order by id) from public.tenant_overview v),
    'the pages show something else';
  perform public.sp_restore_legacy_tenant_views();
  assert overview = (select string_agg(v::text, ',' order by id) from public.tenant_overview v),
    'the way back shows something else';
end
$$;
