select 1.5e-3, .5, 1_000, 1e5, 5.;
select 1;
