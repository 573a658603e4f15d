create table ap(legend int, t_end int);
create or replace procedure p2() language sql begin atomic insert into ap values (1, 2); delete from ap where legend = t_end; end;
call p2();
