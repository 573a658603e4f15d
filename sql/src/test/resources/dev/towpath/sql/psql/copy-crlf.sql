create table c7(a text);
copy c7 from stdin;
1;
\.
select 1;
