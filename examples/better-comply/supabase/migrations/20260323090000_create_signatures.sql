-- A person signs an attempt, and gets a certificate for it. Both are written into the audit log.
create table public.signatures (
  id bigint generated always as identity primary key,
  attempt_id bigint not null unique references public.quiz_attempts (id) on delete restrict,
  person_id uuid not null references public.people (id) on delete restrict,
  meaning text not null check (meaning in ('authorship', 'review', 'approval')),
  signed_at timestamptz not null default now()
);

create index signatures_by_person on public.signatures (person_id);

create table public.certificates (
  id bigint generated always as identity primary key,
  signature_id bigint not null unique references public.signatures (id) on delete restrict,
  number text not null unique,
  issued_on date not null default current_date
);

create function public.audit_row() returns trigger language plpgsql security definer
set search_path = '' as $$
begin
  insert into public.audit_log (by, what, row_before, row_after)
  values (
    session_user,
    tg_op || ' ' || tg_table_name,
    case when tg_op <> 'INSERT' then to_jsonb(old) end,
    case when tg_op <> 'DELETE' then to_jsonb(new) end);
  return coalesce(new, old);
end
$$;

revoke execute on function public.audit_row() from public, anon, authenticated;

create trigger signatures_are_audited
  after insert or update or delete on public.signatures
  for each row execute function public.audit_row();
create trigger certificates_are_audited
  after insert or update or delete on public.certificates
  for each row execute function public.audit_row();

alter table public.signatures enable row level security;
alter table public.certificates enable row level security;

create policy people_see_their_signatures on public.signatures
  for select to authenticated using (person_id = (select auth.uid()));
create policy people_see_their_certificates on public.certificates
  for select to authenticated
  using (
    exists (
      select 1
      from public.signatures s
      where s.id = certificates.signature_id and s.person_id = (select auth.uid())
    )
  );

grant select on public.signatures, public.certificates to authenticated;
