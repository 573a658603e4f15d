create table c5(a int);
copy c5
  from -- comment; from file
  stdin
  with (delimiter ';')
;
1
\.
select 1;
