create function fn_atomic() returns void language sql as $$ select 1; $$; select 2;
