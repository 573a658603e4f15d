insert into t values ('create function x() begin atomic; end');
select 2;
