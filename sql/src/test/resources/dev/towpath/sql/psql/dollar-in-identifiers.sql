create table foo$bar$baz (a$ int, b$$c int);
select a$, b$$c from foo$bar$baz;
drop table foo$bar$baz;
