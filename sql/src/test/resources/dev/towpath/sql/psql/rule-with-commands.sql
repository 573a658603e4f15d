create table r1(a int);
create table r2(a int);
create rule r as on insert to r1 do also (
  insert into r2 values (1);
  delete from r2 where a in (select 2);
  notify x
);
select 1;
