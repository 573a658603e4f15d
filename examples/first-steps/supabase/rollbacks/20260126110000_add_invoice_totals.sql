drop trigger refresh_invoice_total on public.invoice_lines;
drop function public.refresh_invoice_total();
