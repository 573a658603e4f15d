select 'a;'
  'b;'

'c', 'd';
select 1;
