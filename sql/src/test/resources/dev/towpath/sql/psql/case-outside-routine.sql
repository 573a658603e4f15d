select case when true then 1 end; select 2;
