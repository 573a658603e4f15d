-- Contacts of a tenant get a table of their own; the old column stays until nothing reads it.
create table public.tenant_profiles (
  tenant_id bigint primary key references public.tenants (id) on delete cascade,
  email text not null check (email like '%_@_%'),
  phone text not null default ''
);

alter table public.tenant_profiles enable row level security;

create policy staff_see_their_profiles on public.tenant_profiles
  for select to authenticated
  using (
    tenant_id in (
      select s.tenant_id from public.tenant_staff s where s.user_id = (select auth.uid())
    )
  );

grant select on public.tenant_profiles to authenticated;

-- What each batch of the back-fill did: seen by nobody but its operators.
create table public.tenant_migration_audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  up_to_tenant bigint not null,
  filled int not null,
  anomalies int not null
);

alter table public.tenant_migration_audit enable row level security;
revoke all on public.tenant_migration_audit from anon, authenticated;
