-- Customers, and the people who may see them.
-- towpath:allow table-without-rls: the next migration of the same release protects it
create table public.customers (
  id bigint generated always as identity primary key,
  name text not null,
  email text not null unique,
  created_at timestamptz not null default now()
);

-- towpath:allow table-without-rls: the next migration of the same release protects it
create table public.members (
  customer_id bigint not null references public.customers (id) on delete cascade,
  user_id uuid not null references auth.users (id) on delete cascade,
  role text not null check (role in ('owner', 'reader')),
  primary key (customer_id, user_id)
);

comment on table public.members is 'Who may see which customer; one row for each person';
