-- What was done to regulated rows, by whom and when. Rows are added and never changed.
create table public.audit_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  by text not null default current_user,
  what text not null,
  row_before jsonb,
  row_after jsonb
);

create function public.refuse_change() returns trigger language plpgsql
set search_path = '' as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_log_is_append_only
  before update or delete on public.audit_log
  for each row execute function public.refuse_change();

alter table public.audit_log enable row level security;

create policy quality_leads_see_the_audit_log on public.audit_log
  for select to authenticated
  using (
    exists (
      select 1 from public.people p where p.id = (select auth.uid()) and p.quality_lead
    )
  );

grant select on public.audit_log to authenticated;
revoke update, delete, truncate on public.audit_log from service_role;
