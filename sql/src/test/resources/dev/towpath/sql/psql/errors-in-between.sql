select 1;
selec 2;
select from where;
select 4;
