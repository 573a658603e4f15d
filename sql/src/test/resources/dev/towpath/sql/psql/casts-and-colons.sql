select '1'::int, array[1,2][1:2], 'a' as "x:y";
select 1 as a;
