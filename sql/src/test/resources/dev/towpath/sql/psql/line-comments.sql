-- a ; b 'c
select 1 -- it's; not
, 2;--x
-- last ;
select 3
--;
;
