select E'\''
 ';';
select 2;
