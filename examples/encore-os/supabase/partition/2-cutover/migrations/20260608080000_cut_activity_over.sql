-- Phase 2: the partitioned table takes the name, and the old one is kept in step with it, so that
-- the way back loses nothing. In one transaction, and only while nobody writes.
drop trigger activity_is_shadowed on public.activity;
-- towpath:allow drop-function: the copy is done and proven
drop function public.copy_activity(int);

alter table public.activity rename to activity_single;
-- towpath:allow several-tables-locked, rename-table: nobody writes, and the swap is one moment
alter table public.activity_by_month rename to activity;

-- New rows go on counting where the old table was.
alter table public.activity alter column id
  set default nextval('public.activity_id_seq');

create or replace function public.sync_activity() returns trigger language plpgsql security definer
set search_path = '' as $$
begin
  if tg_op <> 'INSERT' then
    delete from public.activity_single where id = old.id and at = old.at;
  end if;
  if tg_op <> 'DELETE' then
    insert into public.activity_single (id, at, enrolment_id, kind)
    overriding system value values (new.id, new.at, new.enrolment_id, new.kind)
    on conflict (id, at) do update set enrolment_id = excluded.enrolment_id, kind = excluded.kind;
  end if;
  return null;
end
$$;

create trigger activity_is_shadowed after insert or update or delete on public.activity
  for each row execute function public.sync_activity();
