drop trigger activity_is_shadowed on public.activity;
drop function public.copy_activity(int);
drop function public.sync_activity();
drop table public.activity_by_month;
