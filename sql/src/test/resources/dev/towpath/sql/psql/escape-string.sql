select E'it\'s; x', e'\\';
select 2;
