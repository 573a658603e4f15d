create table stdin(a int);
copy stdin from stdin;
1
\.
copy stdin to stdout;
select 3;
