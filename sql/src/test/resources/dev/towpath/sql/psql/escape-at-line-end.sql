select E'a\
;b';
select 'c\';
select 3;
