delete from public.invoices
where customer_id in (select id from public.customers where email like '%.example');
delete from public.customers where email like '%.example';
