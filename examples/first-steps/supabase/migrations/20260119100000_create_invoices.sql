create type public.invoice_state as enum ('draft', 'sent', 'paid');

create table public.invoices (
  id bigint generated always as identity primary key,
  customer_id bigint not null references public.customers (id),
  state public.invoice_state not null default 'draft',
  due_on date,
  total_cents bigint not null default 0
);

create table public.invoice_lines (
  invoice_id bigint not null references public.invoices (id) on delete cascade,
  line smallint not null,
  label text not null,
  quantity integer not null check (quantity > 0),
  unit_cents bigint not null,
  primary key (invoice_id, line)
);

alter table public.invoices enable row level security;
alter table public.invoice_lines enable row level security;
