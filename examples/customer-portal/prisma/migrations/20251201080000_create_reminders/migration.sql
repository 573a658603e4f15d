-- What the customers asked for: a reminder before an invoice is due.
create table reminders (
  invoice_id bigint primary key references invoices (id),
  sent_at timestamptz not null default now()
);

alter table customers add column reminds boolean not null default true;

-- Reminders go by e-mail: who has no address would wait for one.
do $$
begin
  assert not exists (select from customers where email not like '%@%'), 'somebody has no address';
end
$$;
