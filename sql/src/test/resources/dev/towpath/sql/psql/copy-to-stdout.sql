copy (select 1 as from_stdin) to stdout; select 2;
