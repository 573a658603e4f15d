create table größe(naïve int, 表 text, 😀 int);
select naïve;select 表 from größe; select  ;
