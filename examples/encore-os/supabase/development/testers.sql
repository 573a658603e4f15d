-- What development alone has: the team's testers see the sequences of every organisation. It is no
-- migration; docs/database/development.catalog was written after it.
create policy testers_see_sequences on public.sequences
  for select to authenticated
  using ((select auth.jwt() ->> 'email') like '%@tests.encore-os.example');
