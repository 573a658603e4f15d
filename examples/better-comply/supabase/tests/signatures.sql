-- A signature and its certificate are audited; an attempt is signed once.
do $$
declare
  attempt bigint;
  before bigint := (select count(*) from public.audit_log);
begin
  insert into public.quiz_attempts (assignment_id, percent)
  select id, 85 from public.assignments order by id limit 1 returning id into attempt;
  insert into public.signatures (attempt_id, person_id, meaning)
  select attempt, id, 'authorship' from public.people order by id limit 1;
  assert (select count(*) from public.audit_log) = before + 1, 'a signature is not audited';
  begin
    insert into public.signatures (attempt_id, person_id, meaning)
    select attempt, id, 'review' from public.people order by id limit 1;
    raise exception 'an attempt was signed twice';
  exception when unique_violation then null;
  end;
  insert into public.certificates (signature_id, number)
  select id, 'BC-TEST' from public.signatures where attempt_id = attempt;
  assert (select count(*) from public.audit_log) = before + 2, 'a certificate is not audited';
end
$$;
