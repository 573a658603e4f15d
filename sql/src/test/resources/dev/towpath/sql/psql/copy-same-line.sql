create table c3(a int);
copy c3 from stdin; select 1; select 2;
1
2
\.
select 3;
