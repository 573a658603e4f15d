create view v1 as select case when true then 1 end as a; select * from v1;
