create schema s1 create table t1(a int) create view v as select 1;
select 1;
