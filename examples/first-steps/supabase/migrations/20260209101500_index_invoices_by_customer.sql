-- Built beside the running application: nobody waits, and it can't stand in a transaction.
create index concurrently invoices_by_customer on public.invoices (customer_id, due_on);
