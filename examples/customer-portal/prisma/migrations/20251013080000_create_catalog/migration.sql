create table products (
  id bigint generated always as identity primary key,
  label text not null unique,
  month_cents bigint not null
);

create table subscriptions (
  id bigint generated always as identity primary key,
  customer_id bigint not null references customers (id),
  product_id bigint not null references products (id),
  began_on date not null
);

create index subscriptions_by_customer on subscriptions (customer_id);
create index subscriptions_by_product on subscriptions (product_id);

insert into products (label, month_cents) values ('Fibre 100', 4900), ('Mobile line', 1900);

insert into subscriptions (customer_id, product_id, began_on)
select c.id, p.id, date '2025-09-01' from customers c cross join products p;
