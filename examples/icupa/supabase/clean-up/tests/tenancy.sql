-- A contact is shown as it stands in the profile.
do $$
declare
  tenant bigint := (select min(id) from public.tenants);
begin
  insert into public.tenant_profiles (tenant_id, email, phone)
  values (tenant, 'bar@icupa.example', '+250 700 000000')
  on conflict (tenant_id) do update set email = excluded.email, phone = excluded.phone;
  assert (select contact from public.tenant_overview where id = tenant)
    = 'bar@icupa.example;+250 700 000000', 'another contact';
end
$$;
