drop function public.sp_restore_legacy_tenant_views();
drop function public.run_tenant_backfill(int);
