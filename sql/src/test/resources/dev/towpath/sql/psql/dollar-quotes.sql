select $$a;b$$, $x$ $$ ; $y$ $x$, $_1$;$_1$;
select $é$;$é$;
