create function f7() returns int language plpgsql as $$ begin return case when true then 1 end; end; $$;
select f7();
