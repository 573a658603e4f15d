-- Whether somebody may change the sequences of an organisation.
create function public.is_admin(organisation bigint) returns boolean language sql stable
set search_path = '' as $$
  select exists (
    select 1 from public.staff s
    where s.organisation_id = organisation
      and s.user_id = (select auth.uid())
      and s.role = 'admin'
  )
$$;
