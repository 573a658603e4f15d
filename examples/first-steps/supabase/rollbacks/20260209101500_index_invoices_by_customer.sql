drop index concurrently public.invoices_by_customer;
