select 'a' -- it's; here
 'b;';
select 1;
