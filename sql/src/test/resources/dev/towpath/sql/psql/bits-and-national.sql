select B'1010', b'0', X'1F', x'a', N'n;', n'o';
select B'1;';
select 2;
