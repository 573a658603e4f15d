-- The total follows the lines, whoever changes them.
create function public.refresh_invoice_total() returns trigger
language plpgsql
security definer set search_path = ''
as $body$
declare
  changed bigint := coalesce(new.invoice_id, old.invoice_id);
begin
  update public.invoices
  set total_cents = (
    select coalesce(sum(l.quantity * l.unit_cents), 0)
    from public.invoice_lines l
    where l.invoice_id = changed
  )
  where id = changed;
  return null;  -- the row itself is already written; this is an 'after' trigger
end;
$body$;

create trigger refresh_invoice_total
  after insert or update or delete on public.invoice_lines
  for each row execute function public.refresh_invoice_total();
