create table r3(a int);
create rule x as on update to r3 do instead (select (1); select (2));
drop table r3;
