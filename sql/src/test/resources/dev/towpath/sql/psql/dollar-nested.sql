do $do$ begin execute $e$ select ';' $e$; perform $$;$$; end $do$;
select 1;
