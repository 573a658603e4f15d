select 1<>2, 3!=4, '{}'::jsonb ? 'a;', 'a' ~~ '%;';
select @-5;
