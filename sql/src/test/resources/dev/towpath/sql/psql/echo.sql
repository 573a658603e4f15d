\echo it's ; fine
select 1;
  \qecho x
select 2;
