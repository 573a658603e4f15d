-- A person sees what is theirs, and nobody without a login sees anything.
do $$
begin
  perform set_config('request.jwt.claims',
    json_build_object('sub', (select id from public.people order by id limit 1))::text, true);
  set local role authenticated;
  assert (select count(distinct person_id) from public.assignments) = 1, 'assignments of others';
  assert (select count(*) from public.people) = 1, 'other people';
  assert (select count(*) from public.quiz_attempts) = 2, 'attempts of others';
  assert (select count(*) from public.courses) = 2, 'courses are for everyone';
  assert (select count(*) from public.audit_log) = 0, 'the audit log is for quality leads';
  reset role;
end
$$;
