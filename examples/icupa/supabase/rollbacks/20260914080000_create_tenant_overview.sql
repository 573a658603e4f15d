drop view public.tenant_overview;
