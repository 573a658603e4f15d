-- First for new rows, then for the old ones: the second step reads without blocking writers.
alter table public.invoices
  add constraint sent_invoices_are_due check (state = 'draft' or due_on is not null) not valid;
-- towpath:allow validate-in-same-transaction: there are a handful of invoices yet
alter table public.invoices validate constraint sent_invoices_are_due;
