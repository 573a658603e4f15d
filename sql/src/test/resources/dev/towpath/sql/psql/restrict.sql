\restrict abcDEF
select 1;
\unrestrict abcDEF
