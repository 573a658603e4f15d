create function f5(a int default (case when true then 1 end)) returns int return a;
select f5();
