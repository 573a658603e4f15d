create table c2(a int, b text);
COPY c2 (a, b) FROM STDIN WITH (FORMAT csv, HEADER);
a,b
1,"x;
y"
\.
select 1;
