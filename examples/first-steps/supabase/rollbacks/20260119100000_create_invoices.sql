drop table public.invoice_lines;
drop table public.invoices;
drop type public.invoice_state;
