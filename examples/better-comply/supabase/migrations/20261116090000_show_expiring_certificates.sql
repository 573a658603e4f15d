-- What the web site shows: whose certificate ends when.
create view public.certificates_in_force with (security_invoker = true) as
select c.number, s.person_id, c.issued_on,
  coalesce(c.expires_on, public.certificate_expiry(c.issued_on)) as expires_on
from public.certificates c
join public.signatures s on s.id = c.signature_id;

grant select on public.certificates_in_force to authenticated;
