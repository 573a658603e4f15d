create table invoices (
  id bigint generated always as identity primary key,
  subscription_id bigint not null references subscriptions (id),
  due_on date not null,
  total_cents bigint not null,
  paid_at timestamptz
);

create index invoices_by_subscription on invoices (subscription_id);

insert into invoices (subscription_id, due_on, total_cents)
select s.id, date '2025-11-01', p.month_cents
from subscriptions s
join products p on p.id = s.product_id;
