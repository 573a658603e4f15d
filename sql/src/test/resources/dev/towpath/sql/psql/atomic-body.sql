create function f1(a int) returns int language sql begin atomic
  select 1;
  select case when a = 1 then case a when 2 then 3 end else 4 end;
end;
select f1(1);
