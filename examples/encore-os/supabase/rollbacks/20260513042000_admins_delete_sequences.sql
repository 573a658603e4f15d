drop policy admins_delete_sequences on public.sequences;
