create function f4() returns int begin atomic select 1 as "end"; select 2 as "begin"; end;
select 4;
