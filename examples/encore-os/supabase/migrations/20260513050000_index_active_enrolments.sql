-- Alone in its file: it can't stand in a transaction, and nobody waits for it.
create index concurrently enrolments_active on public.enrolments (sequence_id)
  where state = 'active';
