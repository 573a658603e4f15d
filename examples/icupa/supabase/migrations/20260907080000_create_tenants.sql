-- Places that serve food, and what was ordered there.
create table public.tenants (
  id bigint generated always as identity primary key,
  slug text not null unique,
  display_name text not null,
  legacy_contact text
);

create table public.tenant_staff (
  tenant_id bigint not null references public.tenants (id) on delete cascade,
  user_id uuid not null references auth.users (id) on delete cascade,
  primary key (tenant_id, user_id)
);

create index tenant_staff_by_user on public.tenant_staff (user_id);

create table public.orders (
  id bigint generated always as identity primary key,
  tenant_id bigint not null references public.tenants (id) on delete cascade,
  total_cents bigint not null check (total_cents >= 0),
  ordered_at timestamptz not null default now()
);

create index orders_by_tenant on public.orders (tenant_id, ordered_at);

alter table public.tenants enable row level security;
alter table public.tenant_staff enable row level security;
alter table public.orders enable row level security;

create policy staff_see_themselves on public.tenant_staff
  for select to authenticated using (user_id = (select auth.uid()));
create policy staff_see_their_tenants on public.tenants
  for select to authenticated
  using (
    id in (select s.tenant_id from public.tenant_staff s where s.user_id = (select auth.uid()))
  );
create policy staff_see_their_orders on public.orders
  for select to authenticated
  using (
    tenant_id in (
      select s.tenant_id from public.tenant_staff s where s.user_id = (select auth.uid())
    )
  );

grant select on public.tenants, public.tenant_staff, public.orders to authenticated;
