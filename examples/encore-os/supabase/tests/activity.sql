-- What happened is kept for each enrolment.
do $$
begin
  insert into public.activity (enrolment_id, kind) values (1, 'call');
  assert (select count(*) from public.activity where kind = 'call') = 1, 'an activity is lost';
end
$$;
