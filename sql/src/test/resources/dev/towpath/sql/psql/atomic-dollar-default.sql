create function f10(a text default $x$;$x$) returns text language sql begin atomic select a || ';' /* ; */; -- ;
 end;
select 1;
