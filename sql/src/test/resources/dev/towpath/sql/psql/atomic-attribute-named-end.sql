create function f8() returns int begin atomic select 1 from (select 1 as a) t_begin; end;
select 1;
