create view public.open_balances with (security_invoker = true) as
select c.id as customer_id, c.name, sum(i.total_cents) as open_cents, min(i.due_on) as next_due
from public.customers c
join public.invoices i on i.customer_id = c.id and i.state = 'sent'
group by c.id, c.name;

grant select on public.open_balances to authenticated;
