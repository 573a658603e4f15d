select $a$ $a ; $aa$ ; $b$a$;
select $$ $a$ ; $$;
select 2;
