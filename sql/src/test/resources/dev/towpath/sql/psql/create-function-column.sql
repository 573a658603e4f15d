create table create_function (begin int, "case" int);
select 1;
