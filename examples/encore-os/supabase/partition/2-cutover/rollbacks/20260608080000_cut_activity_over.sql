drop trigger activity_is_shadowed on public.activity;
alter table public.activity alter column id drop default;
alter table public.activity rename to activity_by_month;
alter table public.activity_single rename to activity;
create or replace function public.sync_activity() returns trigger language plpgsql security definer
set search_path = '' as $$
begin
  if tg_op <> 'INSERT' then
    delete from public.activity_by_month where id = old.id and at = old.at;
  end if;
  if tg_op <> 'DELETE' then
    insert into public.activity_by_month (id, at, enrolment_id, kind)
    values (new.id, new.at, new.enrolment_id, new.kind)
    on conflict (id, at) do update set enrolment_id = excluded.enrolment_id, kind = excluded.kind;
  end if;
  return null;
end
$$;
create trigger activity_is_shadowed after insert or update or delete on public.activity
  for each row execute function public.sync_activity();

-- Copies the next rows that the shadow lacks, and answers how many: 0 when it has all.
create function public.copy_activity(batch int) returns bigint language sql
set search_path = '' as $$
  with missing as (
    select a.id, a.at, a.enrolment_id, a.kind
    from public.activity a
    where not exists (
      select 1 from public.activity_by_month m where m.id = a.id and m.at = a.at
    )
    order by a.id
    limit batch
  ), copied as (
    insert into public.activity_by_month (id, at, enrolment_id, kind)
    select id, at, enrolment_id, kind from missing
    on conflict (id, at) do nothing
    returning 1
  )
  select count(*) from copied
$$;
