revoke select on public.customers, public.members from authenticated;
drop policy members_see_their_customers on public.customers;
drop policy members_see_themselves on public.members;
alter table public.members disable row level security;
alter table public.customers disable row level security;
