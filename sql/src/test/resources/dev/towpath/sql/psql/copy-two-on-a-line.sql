create table c4(a int);
copy c4 from stdin; copy c4 from stdin;
1
\.
2
\.
select count(*) from c4;
