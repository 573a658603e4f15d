-- A person sees the customers that they are a member of, and nothing else.
alter table public.customers enable row level security;
alter table public.members enable row level security;

create policy members_see_themselves on public.members
  for select to authenticated
  using (user_id = (select auth.uid()));

create policy members_see_their_customers on public.customers
  for select to authenticated
  using (
    exists (
      select 1
      from public.members m
      where m.customer_id = customers.id and m.user_id = (select auth.uid())
    )
  );

grant select on public.customers, public.members to authenticated;
