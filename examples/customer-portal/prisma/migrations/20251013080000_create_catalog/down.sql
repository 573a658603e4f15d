drop table subscriptions;
drop table products;
