create table c6(a int);
copy c6 from stdin;
1
2
