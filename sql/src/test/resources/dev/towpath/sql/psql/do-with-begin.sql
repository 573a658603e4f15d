do $$ begin null; end $$; select 1;
