alter table public.invoices drop constraint sent_invoices_are_due;
