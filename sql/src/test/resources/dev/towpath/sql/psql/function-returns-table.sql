create function f9() returns table(a int, b text) language sql as 'select 1, '';''';
select 3;
