drop table public.tenant_migration_audit;
drop table public.tenant_profiles;
