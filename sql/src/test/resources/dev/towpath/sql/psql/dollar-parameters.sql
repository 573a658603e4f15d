prepare p1(int) as select $1;
execute p1(1);
select 1$a$;$a$;
select 2;
