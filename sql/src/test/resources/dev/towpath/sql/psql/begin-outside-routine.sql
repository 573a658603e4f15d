begin; select 1; end; begin transaction; select 2; commit;
