insert into public.customers (name, email) values
  ('Lock & Weir Ltd', 'accounts@lockandweir.example'),
  ('Narrowboat Supplies', 'hello@narrowboat.example'),
  ('Heron Bakery; Bread', 'office@heron.example')
on conflict (email) do nothing;

insert into public.invoices (customer_id, state, due_on)
select id, 'sent', date '2026-03-01' from public.customers;

insert into public.invoice_lines (invoice_id, line, label, quantity, unit_cents)
select i.id, 1, 'Portal, one month', 1, 4900 from public.invoices i;
