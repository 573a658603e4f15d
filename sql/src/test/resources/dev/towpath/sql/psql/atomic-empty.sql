create or replace function f3() returns void language sql begin atomic end;
select 1;
