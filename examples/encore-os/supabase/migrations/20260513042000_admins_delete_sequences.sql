-- Admins delete a sequence of their organisation; others see that nothing is deleted.
create policy admins_delete_sequences on public.sequences
  for delete to authenticated using (public.is_admin(organisation_id));
