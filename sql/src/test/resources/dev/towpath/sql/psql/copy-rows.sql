create table c1(a int, b text);
copy c1 from stdin;
1	a;b
2	'
3	\\.
\.
select count(*) from c1;
