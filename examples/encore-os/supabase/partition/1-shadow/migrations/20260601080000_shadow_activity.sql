-- Phase 1: a partitioned table beside the old one, and triggers that keep the two in step.
create table public.activity_by_month (like public.activity including defaults)
  partition by range (at);
alter table public.activity_by_month add primary key (id, at);

create table public.activity_before_2026_04 partition of public.activity_by_month
  for values from (minvalue) to ('2026-04-01 00:00+00');
create table public.activity_2026_04 partition of public.activity_by_month
  for values from ('2026-04-01 00:00+00') to ('2026-05-01 00:00+00');
create table public.activity_2026_05 partition of public.activity_by_month
  for values from ('2026-05-01 00:00+00') to ('2026-06-01 00:00+00');
create table public.activity_later partition of public.activity_by_month default;

create index activity_by_month_by_enrolment on public.activity_by_month (enrolment_id, at);

alter table public.activity_by_month enable row level security;
-- Whoever asks a partition by its own name sees nothing: it has no policy, on purpose.
alter table public.activity_before_2026_04 enable row level security;
alter table public.activity_2026_04 enable row level security;
alter table public.activity_2026_05 enable row level security;
alter table public.activity_later enable row level security;

create policy staff_see_activity_by_month on public.activity_by_month
  for select to authenticated
  using (
    enrolment_id in (
      select e.id from public.enrolments e
      join public.sequences q on q.id = e.sequence_id
      join public.staff s on s.organisation_id = q.organisation_id
      where s.user_id = (select auth.uid())
    )
  );

grant select on public.activity_by_month to authenticated;

create function public.sync_activity() returns trigger language plpgsql security definer
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

revoke execute on function public.sync_activity() from public, anon, authenticated;

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
