drop table public.activity;
